// In the browser's bundles this stands for the package (next.config.mjs): 19 KB that only browsers without a Temporal of their own fetch.
export const { Temporal } = "Temporal" in globalThis ? globalThis : await import("temporal-polyfill/implementation");
