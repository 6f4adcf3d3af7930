/**
 * What Playwright turns off by itself. Chromium heeds the last such switch only, so naming anything here means naming all of it;
 * from playwright-core's list of Chromium's switches.
 */
const OFF_BY_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/**
 * Every window loads two pages for the suggestions below its address bar, which nobody sees here, and one process more is kept waiting
 * for the next page: together more work than most of the product's own pages.
 */
const NOBODY_SEES = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "SpareRendererForSitePerProcess",
];

/** The switches that Chromium is started with by every browser test and by the bench of the pages. */
export const browserArgs: string[] = [
  `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...NOBODY_SEES].join(",")}`,
  "--disable-gpu",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
