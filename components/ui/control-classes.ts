/** What every typed-in control looks like: border of at least 3:1, a red one when aria-invalid says so. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-input/70 bg-card text-foreground text-sm shadow-xs transition-colors hover:border-input focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-70 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger max-sm:text-base";
