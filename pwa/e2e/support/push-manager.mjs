/** A browser whose web push leads to our own push service: headless Chromium has none that answers. */

/** Runs in the page, before its scripts: PushManager as in the standard, with the subscription kept outside. */
function replacePushManager() {
  const wrap = kept =>
    kept && {
      endpoint: kept.endpoint,
      toJSON: () => ({ endpoint: kept.endpoint, expirationTime: null, keys: kept.keys }),
      unsubscribe: () => window.keepSubscription(null).then(() => true),
    };
  PushManager.prototype.getSubscription = async () => wrap(await window.heldSubscription());
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    const key = btoa(String.fromCharCode(...applicationServerKey));
    return wrap(
      await window.keepSubscription(key.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')),
    );
  };
}

/**
 * Gives a phone web push by `service`, with the person's permission. `held()` is its subscription, `receive()` hands
 * the next message that the service got over to the service worker, and `notifications()` is what the phone shows.
 */
export async function givePush(page, { server, service }) {
  const context = page.context();
  let held = null;
  await context.grantPermissions(['notifications'], { origin: server.origin });
  await context.exposeFunction('heldSubscription', () => held);
  await context.exposeFunction('keepSubscription', async key => {
    held = key && (await service.subscribe(key));
    return held;
  });
  await context.addInitScript(replacePushManager);
  return {
    held: () => held,
    async receive() {
      const data = await service.next(held);
      await deliver(page, server.origin, data);
      return JSON.parse(data);
    },
    notifications: () => page.evaluate(shown),
    tap: action => tap(page, action),
  };
}

/**
 * Hands a message to the service worker, as the browser does when one arrives, and waits until the worker has done all
 * that it does about it. Only then may notifications be read: Chromium drops one that is read while it is being shown.
 */
async function deliver(page, origin, data) {
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(watchPush);
  const devtools = await page.context().newCDPSession(page);
  const registrationId = await registrationOf(devtools, origin);
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  await worker.evaluate(() => self.handled);
  await devtools.detach();
}

/** Runs in the worker: `handled` becomes what the worker does about the next message. */
function watchPush() {
  self.handled = new Promise(resolve => {
    PushEvent.prototype.waitUntil = function (work) {
      ExtendableEvent.prototype.waitUntil.call(this, work);
      resolve(work);
    };
  });
}

async function registrationOf(devtools, origin) {
  const found = new Promise(resolve =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (ours) resolve(ours.registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  return found;
}

/** The notifications on the phone's screen, in the page. */
async function shown() {
  const { active } = await navigator.serviceWorker.ready;
  const registration = await navigator.serviceWorker.getRegistration(active.scriptURL);
  const all = await registration.getNotifications();
  return all.map(({ title, body, lang, dir, tag, actions }) => ({ title, body, lang, dir, tag, actions }));
}

/** Taps a button (`action`), or with '' the notification itself, as the browser tells the worker. */
async function tap(page, action) {
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(async action => {
    WindowClient.prototype.focus = async () => {}; // allowed after the tap of a finger only
    const [notification] = await self.registration.getNotifications();
    const event = new NotificationEvent('notificationclick', { notification, action });
    const done = new Promise(resolve => {
      event.waitUntil = work => resolve(work);
    });
    self.dispatchEvent(event);
    await done;
  }, action);
}
