/** How the whole drawing is fitted onto the screen; duration in ms. */
export const FIT = { padding: 0.18, maxZoom: 1, minZoom: 0.2, duration: 220 } as const;
