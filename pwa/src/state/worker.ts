import type { FromWorker, ToWorker } from './messages';
import { signal } from './signal';

/** True when a newer version is installed and waits for the visitor's consent. */
export const updateReady = signal(false);

/** An event of the window: code did not come, for want of a network or because the server has a newer version. */
export const MISSING = 'missing';

/** Tells the active worker, as soon as there is one. */
export function tellWorker(message: ToWorker): void {
  void navigator.serviceWorker?.ready.then(registration => registration.active?.postMessage(message));
}

export function onWorkerMessage(act: (message: FromWorker) => void): void {
  navigator.serviceWorker?.addEventListener('message', event => act(event.data as FromWorker));
}
