import { call } from '../api/client';
import { lang } from '../i18n/i18n';
import { spoken } from '../i18n/languages';
import { byHand, installed } from '../state/install';
import { me, refreshMe } from './me';
import { choosePlace, chosenPlace } from './place';

let handed = false;

/**
 * On an iPhone the app on the home screen shares nothing with the browser, and would be a second family that counts twice.
 * So the page's manifest gets a start address with the place and with a code that makes the app this family's, once. Without
 * a network the app starts as a stranger, and tries again when it is opened next.
 */
export async function handOver(): Promise<void> {
  if (handed || !byHand() || installed() || !me.value?.family) return;
  handed = true;
  const made = await call('post', '/api/me/link', { query: { for: 'home' } }).catch(() => undefined);
  const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
  const place = chosenPlace.value ? `&place=${chosenPlace.value}` : '';
  if (made && manifest) manifest.href = `/manifest/${spoken(lang())}.webmanifest?home=${made.code}${place}`;
  else handed = false;
}

/** Opened from the home screen with a code: this is who installed it. Used, old or another family's, it changes nothing. */
export async function takeOver(): Promise<void> {
  const address = new URL(location.href);
  const code = address.searchParams.get('home') ?? '';
  const place = address.searchParams.get('place');
  if (place && !chosenPlace.value) choosePlace(place);
  address.search = '';
  history.replaceState(history.state, '', address);
  if (me.value?.family) return;
  await call('post', '/api/link', { body: { code } }).catch(() => undefined);
  await refreshMe();
}
