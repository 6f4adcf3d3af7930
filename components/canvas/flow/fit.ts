/** How the whole drawing is fitted onto the screen; duration in ms. Below there is room for the toolbar, so that it covers no "+". */
export const FIT = {
  padding: { top: "40px", left: "10%", right: "10%", bottom: "72px" },
  maxZoom: 1,
  minZoom: 0.2,
  duration: 220,
} as const;
