import type { Figure } from "./measure";

export type BenchContext = {
  /** waiting people */
  people: number;
  databaseUrl: string;
  /** process id of the database's postmaster */
  postmaster: number;
  rounds: number;
  /** of each measurement */
  seconds: number;
};

/** One number that is promised; `atMost`: smaller is better. */
export type Goal = {
  name: string;
  value: number;
  goal: number;
  atMost?: boolean;
  spread?: { min: number; max: number };
};

export type Section = (context: BenchContext) => Promise<{ figures: Figure[]; goals: Goal[] }>;
