import { type Child, startChild } from "./child-process.ts";

const BACK_OFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];
const HEALTHY_AFTER_MS = 60_000;

export type Supervised = { stop(): Promise<void>; current(): Child };

/**
 * Keeps one process alive: when it ends without being asked to, it is started again after 0.5 s, 1 s, 2 s … 30 s; a
 * minute of life resets the back-off.
 */
export function supervise(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Supervised {
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let child: Child;

  const start = () => {
    const startedAt = Date.now();
    child = startChild(name, args, env);
    void child.exited.then((code) => {
      if (stopping) return;
      failures = Date.now() - startedAt > HEALTHY_AFTER_MS ? 0 : failures;
      const delay = BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? 30_000;
      failures += 1;
      say(`${name} ended with ${code}; starting it again in ${delay / 1000} s`);
      timer = setTimeout(start, delay);
    });
    return child;
  };
  child = start();

  return {
    current: () => child,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await child.stop();
    },
  };
}
