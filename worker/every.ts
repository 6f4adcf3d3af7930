import { log } from "@/lib/queue/log";

/**
 * Runs `work` now and then again `ms` after it has ended, until `stop`, which waits for the run under way. A failure is logged and the
 * next run comes all the same.
 */
export function every(name: string, ms: number, work: () => Promise<unknown>): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = work()
      .catch((error: unknown) => log.warn({ err: error, name }, "a periodic task failed"))
      .then(() => {
        if (!stopped) timer = setTimeout(run, ms);
      });
  };
  run();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
