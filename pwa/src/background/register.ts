import type { ToWorker } from '../state/messages';
import { updateReady } from '../state/worker';

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
  await registration?.update().catch(() => undefined); // without a network there is nothing to find
}

/** Lets the waiting version take over, and starts again with it. */
export async function takeUpdate(): Promise<void> {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.waiting?.postMessage({ type: 'skip' } satisfies ToWorker);
}
