import type { Principal } from "@/lib/auth/principal";
import type { CountsChoice } from "@/lib/queries/read-journey-counts";
import { type LiveJourney, readLiveJourney } from "@/lib/queries/read-live-journey";
import { log } from "@/lib/queue/log";
import { createSharedPoll } from "./shared-poll";

const READ_EVERY_MS = 1_000;
/** Proxies close connections that say nothing. */
const HEARTBEAT_MS = 15_000;
/** Then the page connects again, and it is checked again whether its person may still look. */
const STREAM_MAX_MS = 5 * 60_000;

type Reading = LiveJourney | "no_version" | undefined;

const poll = createSharedPoll<Reading>(READ_EVERY_MS, (error) =>
  log.warn({ reason: error instanceof Error ? error.message : String(error) }, "live counts could not be read"),
);

/** Streams that are open in this process: a stopping server ends them instead of waiting for them. */
const open = new Set<() => void>();
process.once("SIGTERM", () => {
  for (const end of open) end();
});

/**
 * An open canvas's server-sent events: `counts`, `present` and `comments`, each only when it changed. Whoever looks at the same journey in the
 * same way shares one reading a second. Ends when the journey is gone.
 */
export function liveStream(principal: Principal, journeyId: string, choice: CountsChoice): ReadableStream<Uint8Array> {
  const { workspaceId } = principal;
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const told = new Map<string, string>();
      const tell = (event: string, value: unknown) => {
        const data = JSON.stringify(value);
        if (told.get(event) === data) return;
        told.set(event, data);
        write(`event: ${event}\ndata: ${data}\n\n`);
      };
      const end = () => {
        stop();
        controller.close();
      };
      write("retry: 1000\n\n");
      const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      const limit = setTimeout(end, STREAM_MAX_MS);
      let unsubscribe = () => {};
      stop = () => {
        clearInterval(heartbeat);
        clearTimeout(limit);
        open.delete(end);
        unsubscribe();
        unsubscribe = () => {};
      };
      open.add(end);
      const listen = (value: Reading) => {
        if (value === undefined || value === "no_version") return end();
        tell("counts", value.counts);
        tell("present", value.present);
        tell("comments", value.comments);
      };
      unsubscribe = poll.subscribe(
        JSON.stringify([workspaceId, journeyId, choice]),
        () => readLiveJourney(workspaceId, journeyId, choice),
        listen,
      );
    },
    cancel() {
      stop();
    },
  });
}
