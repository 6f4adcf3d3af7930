/** Calls our sign-in service. Gives the error to show, or undefined when it worked and the cookie is set. */
export async function authRequest(path: string, body: Record<string, unknown>): Promise<string | undefined> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return undefined;
    if (response.status === 429) return "Too many attempts. Wait a minute, then try again.";
    const answer: unknown = await response.json().catch(() => undefined);
    return messageOf(answer) ?? "That did not work. Try again.";
  } catch {
    return "The server could not be reached. Check your connection.";
  }
}

function messageOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("message" in answer)) return undefined;
  return typeof answer.message === "string" && answer.message !== "" ? answer.message : undefined;
}
