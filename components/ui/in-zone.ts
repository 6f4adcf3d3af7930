/** "In America/New York.": what stands beside a time that is shown and taken in a zone. */
export const inZone = (timezone: string): string => `In ${timezone.replaceAll("_", " ")}.`;
