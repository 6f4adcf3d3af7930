/** Stands for a discount code where no mail is sent: previews, tests and simulations take none from a pool. */
export const SAMPLE_CODE = "SAMPLE-CODE";
