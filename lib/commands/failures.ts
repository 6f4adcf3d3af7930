/**
 * Failures of things that are worked on one after the other: one that fails keeps no other waiting, and the first failure is thrown in the end.
 */
export class Failures<Key> {
  readonly #errors = new Map<Key, unknown>();

  /** Does the work on one thing; when it fails, the others go on. */
  async attempt(key: Key, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#keep(key, error);
    }
  }

  /**
   * The same for work that finds for itself what is next: it passes over `leftOut`, which has failed before, and names with `takes` what it is
   * about to do. Undefined when that failed; what fails before anything is taken is nobody's fault and is thrown at once.
   */
  async attemptNext<Done>(
    work: (leftOut: readonly Key[], takes: (key: Key) => void) => Promise<Done>,
  ): Promise<Done | undefined> {
    const taken: Key[] = [];
    try {
      return await work([...this.#errors.keys()], (key) => void taken.push(key));
    } catch (error) {
      const key = taken.at(-1);
      if (key === undefined) throw error;
      this.#keep(key, error);
      return undefined;
    }
  }

  throwFirst(): void {
    for (const error of this.#errors.values()) throw error;
  }

  #keep(key: Key, error: unknown): void {
    if (!this.#errors.has(key)) this.#errors.set(key, error);
  }
}
