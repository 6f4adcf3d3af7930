/** "1" while the sidebar is narrow. */
export const SIDEBAR_COOKIE = "sojourn-sidebar-narrow";
