/** The views of a journey's page. */
export const journeyTabs = [
  { value: "build", label: "Build" },
  { value: "report", label: "Report" },
  { value: "tests", label: "Tests" },
  { value: "settings", label: "Settings" },
] as const;
export type JourneyTab = (typeof journeyTabs)[number]["value"];

/** The view that an address asks for; anything else is the canvas. */
export function readTab(text: string | null): JourneyTab {
  return journeyTabs.find((tab) => tab.value === text)?.value ?? "build";
}
