/** How the whole drawing is fitted onto the screen. Below there is room for the toolbar, so that it covers no "+". */
export const FIT = {
  padding: { top: "40px", left: "10%", right: "10%", bottom: "72px" },
  maxZoom: 1,
  minZoom: 0.2,
} as const;

export const FIT_MS = 220;
