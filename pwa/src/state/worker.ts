import { signal } from '@preact/signals';
import type { FromWorker, ToWorker } from './messages';

/** True when a newer version is installed and waits for the visitor's consent. */
export const updateReady = signal(false);

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Under the page's Trusted Types policy a worker's address must be vouched for; browsers without them take the string. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes ? trustedTypes.createPolicy('worker', { createScriptURL: same => same }).createScriptURL(url) : url;
}

/** Registers the service worker once the page has loaded, so that it never competes with the first view. */
export function startWorker(path: string): void {
  if (!('serviceWorker' in navigator)) return;
  const register = async () => {
    const registration = await navigator.serviceWorker.register(trusted(path), { updateViaCache: 'none' });
    watch(registration);
  };
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register());
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    updateReady.value = registration.waiting !== null && navigator.serviceWorker.controller !== null;
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
}

/** Lets the waiting version take over, and starts again with it. */
export async function takeUpdate(): Promise<void> {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.waiting?.postMessage({ type: 'skip' } satisfies ToWorker);
}

/** Tells the active worker, as soon as there is one. */
export function tellWorker(message: ToWorker): void {
  void navigator.serviceWorker?.ready.then(registration => registration.active?.postMessage(message));
}

export function onWorkerMessage(act: (message: FromWorker) => void): void {
  navigator.serviceWorker?.addEventListener('message', event => act(event.data as FromWorker));
}
