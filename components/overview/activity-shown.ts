/** Of the latest events and messages, so many. */
export const ACTIVITY_SHOWN = 10;
