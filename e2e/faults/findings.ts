/** The invariants of the fault tests by number; "other" are facts that a scene has in addition. */
export const invariants = ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "other"] as const;
export type Invariant = (typeof invariants)[number];

/** One promise and how often it was broken; 0 is the only good number. */
export type Finding = { invariant: Invariant; what: string; broken: number; example?: unknown };
