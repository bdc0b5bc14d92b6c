import { enqueue, sendQueue } from '../background/queue';
import { newKey } from '../state/key';
import { steadyNow } from '../state/steady-now';
import { announce, openWindow } from './windows';

declare const self: ServiceWorkerGlobalScope;

/** Declarative Web Push (https://www.w3.org/TR/push-api/#declarative-push-message), which Safari also reads by itself. */
interface Payload {
  notification: NotificationOptions & { title: string; navigate: string; app_badge?: number; data?: Data };
  app_badge?: number;
}

type Choice = 'coming' | 'cannot';

/** What the server sends along, so that a tap is answered without a window and in the reader's language. */
interface Data {
  navigate?: string;
  /** Where the button "directions" leads. */
  directions?: string;
  /** `url` takes {"coming": bool}; `noted` is shown afterwards, `later` when there is no network. */
  answer?: { url: string; noted: Record<Choice, string>; later: string; closed: string };
}

interface Badge {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

const FALLBACK: Payload = { notification: { title: 'Musikk for alle', navigate: '/' } };

/** Shows what arrived, and returns where it leads. Every push must show something, also one that cannot be read. */
export async function showPush(message: PushMessageData | null): Promise<string> {
  const { notification, app_badge } = readPayload(message);
  const { title, navigate, data, ...options } = notification;
  await self.registration.showNotification(title, {
    icon: '/icons/icon-192.png',
    badge: '/icons/badge.png',
    ...options,
    data: { ...data, navigate },
  });
  const badge = notification.app_badge ?? app_badge;
  if (badge !== undefined) await (self.navigator as Badge).setAppBadge?.(badge);
  return navigate;
}

function readPayload(message: PushMessageData | null): Payload {
  try {
    const payload = message?.json() as Payload | undefined;
    return payload?.notification?.title ? payload : FALLBACK;
  } catch {
    return FALLBACK;
  }
}

/** A tap on a notification or on one of its buttons. */
export async function handleTap({ notification, action }: NotificationEvent): Promise<void> {
  const data = (notification.data ?? {}) as Data;
  notification.close();
  await (self.navigator as Badge).clearAppBadge?.();
  if ((action === 'coming' || action === 'cannot') && data.answer)
    return answerFor(notification, data.answer, action);
  await openWindow(action === 'directions' && data.directions ? data.directions : (data.navigate ?? '/'));
}

/** Sends the answer, or keeps it until there is a network, and says which in the place of the notification. */
async function answerFor(
  asked: Notification,
  answer: NonNullable<Data['answer']>,
  choice: Choice,
): Promise<void> {
  const { url } = answer;
  const body = JSON.stringify({ coming: choice === 'coming' });
  await enqueue({ key: newKey(), url, method: 'POST', body, at: Date.now(), steadyAt: steadyNow() });
  const outcome = await sendQueue();
  await announce({ type: 'outbox' });
  const entry = outcome.find(waiting => waiting.url === url);
  const text = !entry ? answer.noted[choice] : entry.refused ? answer.closed : answer.later;
  await self.registration.showNotification(asked.title, {
    body: text,
    tag: asked.tag,
    lang: asked.lang,
    dir: asked.dir,
    icon: asked.icon,
    badge: '/icons/badge.png',
    silent: true,
    data: { navigate: (asked.data as Data).navigate },
  });
}

interface SubscriptionChange extends ExtendableEvent {
  oldSubscription?: PushSubscription;
  newSubscription?: PushSubscription;
}

/** The push service gave out a new address: subscribe with the same key and tell the server. */
export async function renewSubscription({
  oldSubscription,
  newSubscription,
}: SubscriptionChange): Promise<void> {
  const subscription =
    newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription?.options));
  const { endpoint, keys } = subscription.toJSON();
  await fetch('/api/me/push', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth }),
  });
}
