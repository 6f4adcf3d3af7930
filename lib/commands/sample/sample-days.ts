/** Length of the sample shop's history, in days. */
export const SAMPLE_DAYS = 28;
