/** No seat came free in time: everything that may be asked at once is still being asked. */
export class NoSeat extends Error {
  constructor() {
    super("too many transactions are under way");
    this.name = "NoSeat";
  }
}

type Waiting = { sit: () => void; timer: NodeJS.Timeout };

/** So many at a time, the others in the order they came. */
export class Seats {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with a seat taken, which `leave` gives back. Rejects with NoSeat after `waitMs`. */
  take(waitMs: number): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        sit: resolve,
        timer: setTimeout(() => {
          this.#waiting.delete(waiting);
          reject(new NoSeat());
        }, waitMs),
      };
      this.#waiting.add(waiting);
    });
  }

  leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    next.sit();
  }
}
