type Call = (method: "GET" | "POST", path: string, body?: unknown) => Promise<unknown>;

/** What public/sojourn-push.js puts on a page. */
export type SojournPush = {
  subscribe: (options: { userId: string; call: Call }) => Promise<{ id: string }>;
  unsubscribe: (options: { call: Call }) => Promise<void>;
  state: () => Promise<"unsupported" | "denied" | "off" | "on">;
};

declare global {
  interface Window {
    sojournPush?: SojournPush;
  }
}

/** The script that customers' sites load, loaded here. Rejects when it cannot be. */
export function loadSojournPush(): Promise<SojournPush> {
  if (window.sojournPush) return Promise.resolve(window.sojournPush);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/sojourn-push.js";
    script.onload = () =>
      window.sojournPush ? resolve(window.sojournPush) : reject(new Error("The push script did not start."));
    script.onerror = () => reject(new Error("The push script could not be loaded."));
    document.head.append(script);
  });
}
