/** The place of the settings while their code is on its way, so that the drawing beside them does not jump. */
export function InspectorComing() {
  return (
    <aside
      aria-label="Settings"
      aria-busy="true"
      data-coming
      className="w-96 shrink-0 border-border border-l bg-card max-md:hidden"
    />
  );
}
