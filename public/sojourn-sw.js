// The service worker that shows Sojourn's pushes. Your site serves a file of its own with one line:
//   importScripts("<your Sojourn>/sojourn-sw.js");

self.addEventListener("push", (event) => {
  const push = event.data?.json() ?? {};
  event.waitUntil(
    self.registration.showNotification(push.title ?? "", {
      body: push.body ?? "",
      // the same push again replaces itself instead of standing there twice
      tag: push.id,
      ...(push.icon ? { icon: push.icon } : {}),
      data: { url: push.url ?? "" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data?.url || self.registration.scope));
});

// The browser has another address now: say so, as the page said it first (sojourn-push.js keeps how).
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(
    (async () => {
      const kept = await (await caches.open("sojourn-push")).match("/sojourn-push-settings");
      const options = (event.newSubscription ?? event.oldSubscription)?.options;
      if (!kept || !options) return;
      const { host, key, userId } = await kept.json();
      const subscription = event.newSubscription ?? (await self.registration.pushManager.subscribe(options));
      const send = (path, body) =>
        fetch(`${host}/api/v1${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      await send("/push/subscriptions", { userId, subscription: subscription.toJSON() });
      if (event.oldSubscription) await send("/push/unsubscribe", { endpoint: event.oldSubscription.endpoint });
    })(),
  );
});
