// Web push for your site: load this from your Sojourn installation, then call sojournPush.subscribe() from a click.
//
//   sojournPush.subscribe({ key, userId, worker? }) → { id }   asks for permission, subscribes this browser, tells Sojourn whose it is
//   sojournPush.unsubscribe({ key })                           forgets this browser
//   sojournPush.state()                                        "unsupported" | "denied" | "off" | "on"
//
// `key`: an API key of scope "ingest", the one that may stand in a page. `worker`: where your site serves the service worker,
// default "/sojourn-sw.js"; that file is one line: importScripts("<your Sojourn>/sojourn-sw.js").
(() => {
  const host = new URL(document.currentScript.src).origin;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");
  const supported = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

  // `call`: how Sojourn's own pages ask, with their session instead of a key.
  const caller = ({ key, call }) =>
    call ??
    (async (method, path, body) => {
      const response = await fetch(`${host}/api/v1${path}`, {
        method,
        credentials: "omit",
        headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const answer = response.status === 204 ? undefined : await response.json();
      if (!response.ok) throw new Error(answer?.errors?.[0]?.message ?? answer?.detail ?? `answered ${response.status}`);
      return answer;
    });

  const registrationOf = (worker) => navigator.serviceWorker.getRegistration(worker ?? "/sojourn-sw.js");

  async function subscribe(options) {
    if (!supported()) throw new Error("This browser cannot be pushed to.");
    if ((await Notification.requestPermission()) !== "granted") throw new Error("Notifications are not allowed here.");
    const call = caller(options);
    const registration = await navigator.serviceWorker.register(options.worker ?? "/sojourn-sw.js");
    await navigator.serviceWorker.ready;
    const { public_key } = await call("GET", "/push/key");
    let subscription = await registration.pushManager.getSubscription();
    // Subscribed with another key: nobody could push to it any more.
    if (subscription && text(subscription.options.applicationServerKey) !== public_key) {
      await subscription.unsubscribe();
      subscription = null;
    }
    subscription ??= await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(public_key),
    });
    // The service worker says it again when the browser changes its subscription.
    if (options.key) {
      const kept = JSON.stringify({ host, key: options.key, userId: options.userId });
      await (await caches.open("sojourn-push")).put("/sojourn-push-settings", new Response(kept));
    }
    return call("POST", "/push/subscriptions", { userId: options.userId, subscription: subscription.toJSON() });
  }

  async function unsubscribe(options = {}) {
    const subscription = supported() ? await (await registrationOf(options.worker))?.pushManager.getSubscription() : null;
    if (!subscription) return;
    await caller(options)("POST", "/push/unsubscribe", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }

  async function state(options = {}) {
    if (!supported()) return "unsupported";
    if (Notification.permission === "denied") return "denied";
    return (await (await registrationOf(options.worker))?.pushManager.getSubscription()) ? "on" : "off";
  }

  window.sojournPush = { subscribe, unsubscribe, state };
})();
