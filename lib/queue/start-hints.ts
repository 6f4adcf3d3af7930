import { startBoss, stopBoss } from "./boss";
import { log } from "./log";

const RETRY_MS = 1_000;

/**
 * Makes hints of a web process leave for the workers. Keeps trying in the background, because on the very first start the queue's
 * schema is there only once a worker has made it. Gives back how to stop.
 */
export function startHints(): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let said = false;
  const attempt = async () => {
    try {
      await startBoss("web");
    } catch (error) {
      if (!said) log.info({ reason: error instanceof Error ? error.message : error }, "the queue is not there yet");
      said = true;
      if (!stopped) timer = setTimeout(() => void attempt(), RETRY_MS);
    }
  };
  const first = attempt();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await first;
    await stopBoss(1_000);
  };
}
