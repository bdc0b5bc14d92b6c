import { lang } from '../i18n/i18n';
import { spoken } from '../i18n/languages';
import type { ToWorker } from '../state/messages';
import { MISSING, updateReady } from '../state/worker';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Under the page's Trusted Types policy a worker's address must be vouched for; browsers without them take the string. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes
    ? trustedTypes.createPolicy('worker', { createScriptURL: same => same }).createScriptURL(url)
    : url;
}

/** Registers the service worker, and watches for newer versions of it. */
export async function startWorker(path: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  watch(await navigator.serviceWorker.register(trusted(path), { updateViaCache: 'none' }));
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    updateReady.value = registration.waiting !== null && navigator.serviceWorker.controller !== null;
  };
  look();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  );
}

/** A phone that goes in and out of a pocket asks no more often. */
const UPDATE_MS = 10 * 60_000;
let lookedAt = Number.NEGATIVE_INFINITY;

/** Has the browser look for a newer worker, since it does so by itself at a navigation only, once a day. */
export async function lookForUpdate(): Promise<void> {
  if (performance.now() - lookedAt < UPDATE_MS) return;
  lookedAt = performance.now();
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return lookForVersion();
  await registration.update().catch(() => undefined); // without a network there is nothing to find
}

/** Whether the server has another version than this page is of; nothing is known without a network. */
async function lookForVersion(): Promise<void> {
  const entry = document.querySelector('script[type=module]')?.getAttribute('src');
  const page = await fetch(`/${spoken(lang())}/offline-shell`, { cache: 'no-store' }).then(
    response => (response.ok ? response.text() : ''),
    () => '',
  );
  if (entry && page && !page.includes(entry)) updateReady.value = true;
}

/** From now on code that does not come is told apart: offline, or of a version that the server no longer has. */
export const startMissing = (): void => addEventListener(MISSING, () => void lookForVersion());

/** Lets the waiting version take over, and starts again with it. Without a worker the server has it. */
export async function takeUpdate(): Promise<void> {
  const waiting = (await navigator.serviceWorker?.getRegistration())?.waiting;
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage({ type: 'skip' } satisfies ToWorker);
}
