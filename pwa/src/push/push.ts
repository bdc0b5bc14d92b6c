import { call, isStatus } from '../api/client';
import { lang } from '../i18n/i18n';
import { spoken } from '../i18n/languages';
import { byHand, installed } from '../state/install';
import { onPhone } from '../state/kept';
import { me, refreshMe } from '../state/me';
import { chosenPlace } from '../state/place';
import { signal } from '../state/signal';
import { hashOf, hasPush, heldSubscription, subscribe } from './subscription';

/**
 * Notifications on this device. `install`: an iPhone gives them only to an installed app. `denied`: the person
 * said no in the browser. `lost`: they were on, and can come back only by a tap.
 */
export type PushState = 'unknown' | 'unsupported' | 'install' | 'denied' | 'off' | 'on' | 'lost';

export const pushState = signal<PushState>('unknown');

/**
 * Runs one change of the subscription at a time, over all windows; where locks are missing, at once. Of two renewals at the same time, the server might keep the address that the browser gave up.
 */
const inTurn = (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('push', work) : work();

/** Compares what the browser and the server hold, at every opening of the app, and mends it silently where possible. */
export const recheckPush = (): Promise<void> =>
  inTurn(async () => {
    pushState.value = await examine();
  });

async function examine(): Promise<PushState> {
  if (!hasPush()) return byHand() && !installed() ? 'install' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const held = await heldSubscription();
  const known = await call('get', '/api/me/push', {}).catch(() => undefined);
  if (!known) return held || wanted() ? 'on' : 'off'; // no network: the browser's word stands
  if (!known.key) return 'unsupported';
  if (held && known.endpointHash === (await hashOf(held.endpoint))) {
    if (known.lang !== spoken(lang())) await tell(held).catch(() => undefined); // another time, then
    return 'on';
  }
  if (!held && !known.subscribed && !wanted()) return 'off';
  if (Notification.permission !== 'granted') return 'lost';
  return establish(known.key).then(
    () => 'on',
    error => (isNobody(error) ? 'off' : 'lost'),
  );
}

/** The device was signed out or erased: whatever the browser still holds belongs to nobody. */
function isNobody(error: unknown): boolean {
  const nobody = isStatus(error, 401);
  if (nobody) want(false);
  return nobody;
}

async function establish(key: string): Promise<void> {
  await tell(await subscribe(key));
  want(true);
}

/** Tells the server where this device is reached, and in which language its notices are to be. */
async function tell(held: PushSubscription): Promise<void> {
  const { endpoint, keys } = held.toJSON();
  const body = {
    endpoint: endpoint ?? '',
    p256dh: keys?.p256dh ?? '',
    auth: keys?.auth ?? '',
    lang: spoken(lang()),
  };
  await call('put', '/api/me/push', { body });
}

/**
 * Turns notifications on, or on again. Call it from a tap: it asks for permission first. Throws what the server
 * or the browser refuses with.
 */
export async function turnOn(): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') {
    if (permission === 'denied') pushState.value = 'denied';
    return;
  }
  await beSomebody();
  await inTurn(async () => {
    const { key } = await call('get', '/api/me/push', {});
    if (key) await establish(key);
    pushState.value = key ? 'on' : 'unsupported';
  });
}

/** A reminder needs somebody to remind: a device that is nobody's becomes a family's. */
async function beSomebody(): Promise<void> {
  if (!me.value) await refreshMe();
  if (me.value?.family || me.value?.volunteer) return;
  const place = chosenPlace.value;
  await call('post', '/api/me', { body: { lang: spoken(lang()), ...(place && { place }) } });
  await refreshMe();
}

/** No more notifications on this device; the server forgets its address first. */
export const turnOff = (): Promise<void> =>
  inTurn(async () => {
    await call('delete', '/api/me/push', {});
    await drop();
  });

/** Gives the browser's subscription up, when the server has forgotten the device already. */
export const dropSubscription = (): Promise<void> => inTurn(drop);

async function drop(): Promise<void> {
  want(false);
  if (!hasPush()) return;
  await (await heldSubscription())?.unsubscribe();
  if (pushState.value === 'on' || pushState.value === 'lost') pushState.value = 'off';
}

/** Sends a notification to this device now. Throws the server's refusal; a subscription that is gone shows as lost. */
export async function sendTest(): Promise<void> {
  try {
    await call('post', '/api/me/push/test', {});
  } catch (error) {
    if (isStatus(error, 409) || isStatus(error, 404)) pushState.value = 'lost';
    throw error;
  }
}

const KEPT_AS = 'notify';

/** That this device is to be notified is remembered here too: browser and push service may both lose the subscription. */
const wanted = (): boolean => onPhone.read(KEPT_AS) === 'yes';

function want(on: boolean): void {
  if (on) onPhone.write(KEPT_AS, 'yes');
  else onPhone.forget(KEPT_AS);
}
