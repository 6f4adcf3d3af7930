import { ApiError } from "@/components/data/api-error";
import { parseProblem } from "@/components/data/problem-details";

/** Hands the saved draft with everything it points to to the browser as a file to save. Throws ApiError when the server refuses. */
export async function downloadJourney(
  workspace: string,
  journey: { id: string; name: string },
  format: "yaml" | "json",
): Promise<void> {
  const response = await fetch(`/api/v1/journeys/${journey.id}/export?format=${format}`, {
    credentials: "same-origin",
    headers: { "x-sojourn-workspace": workspace },
  });
  if (!response.ok) {
    const problem = parseProblem(await response.json());
    throw new ApiError(response.status, problem ?? { title: "The journey could not be written to a file" });
  }
  const text = await response.text();
  const said = format === "json" ? JSON.stringify(JSON.parse(text), null, 2) : text;
  const url = URL.createObjectURL(new Blob([said], { type: `application/${format}` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${journey.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") || "journey"}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
