/**
 * Reads something again and again for as long as anybody listens, once for all who listen to the same key. A reading begins
 * `everyMs` after the one before has ended, so a slow database is asked less often. A reading that fails is reported to `onError` and tried
 * again; listeners keep what they had.
 */
export type SharedPoll<Value> = {
  /** `listener` is called at once with what is known, and after every reading. Gives back how to stop. */
  subscribe: (key: string, read: () => Promise<Value>, listener: (value: Value) => void) => () => void;
  /** keys that are being read */
  readonly size: number;
};

type Topic<Value> = {
  listeners: Set<(value: Value) => void>;
  last: { value: Value } | undefined;
  timer: NodeJS.Timeout | undefined;
};

export function createSharedPoll<Value>(everyMs: number, onError: (error: unknown) => void): SharedPoll<Value> {
  const topics = new Map<string, Topic<Value>>();

  const run = async (topic: Topic<Value>, read: () => Promise<Value>) => {
    try {
      const value = await read();
      topic.last = { value };
      for (const listener of topic.listeners) listener(value);
    } catch (error) {
      onError(error);
    }
    if (topic.listeners.size > 0) topic.timer = setTimeout(() => void run(topic, read), everyMs);
  };

  return {
    subscribe(key, read, listener) {
      const known = topics.get(key);
      const topic: Topic<Value> = known ?? { listeners: new Set(), last: undefined, timer: undefined };
      topic.listeners.add(listener);
      if (topic.last) listener(topic.last.value);
      if (!known) {
        topics.set(key, topic);
        void run(topic, read);
      }
      return () => {
        topic.listeners.delete(listener);
        if (topic.listeners.size > 0 || topics.get(key) !== topic) return;
        clearTimeout(topic.timer);
        topics.delete(key);
      };
    },
    get size() {
      return topics.size;
    },
  };
}
