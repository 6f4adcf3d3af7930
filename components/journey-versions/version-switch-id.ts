/** The button that says which state of the journey is shown: the focus goes there when what was looked at is closed. */
export const versionSwitchId = "version-switch";
