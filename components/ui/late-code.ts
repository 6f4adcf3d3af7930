import { useEffect, useSyncExternalStore } from "react";
import { onFirstTouch } from "./first-touch";

/**
 * A hook that gives what `load` brings, undefined until then: code that the first load of a page goes without. It is fetched at the
 * first touch of the page, or earlier where it is `wanted`. A fetch that fails is told to the page's error handlers and tried again
 * when the connection is back, and by whoever wants it next.
 */
export function lateCode<Code>(load: () => Promise<Code>): (wanted: boolean) => Code | undefined {
  let loaded: Code | undefined;
  let asked = false;
  const listeners = new Set<() => void>();
  const ask = () => {
    if (asked) return;
    asked = true;
    load().then(
      (code) => {
        loaded = code;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        asked = false;
        if (!navigator.onLine) addEventListener("online", ask, { once: true });
        reportError(error);
      },
    );
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  onFirstTouch(ask);
  return function useLateCode(wanted: boolean) {
    useEffect(() => {
      if (wanted) ask();
    }, [wanted]);
    return useSyncExternalStore(
      subscribe,
      () => loaded,
      () => undefined,
    );
  };
}
