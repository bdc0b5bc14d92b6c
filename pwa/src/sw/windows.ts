import type { FromWorker } from '../state/messages';

declare const self: ServiceWorkerGlobalScope;

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Tells every open window. */
export async function announce(message: FromWorker): Promise<void> {
  for (const window of await windows()) window.postMessage(message);
}

/** Shows an address: in a window that is open already, else in a new one. Other sites always get a new one. */
export async function openWindow(url: string): Promise<void> {
  const target = new URL(url, self.location.origin);
  const [open] = await windows();
  if (!open || target.origin !== self.location.origin) {
    await self.clients.openWindow(target.href);
    return;
  }
  open.postMessage({ type: 'open', url: target.href } satisfies FromWorker);
  await open.focus();
}
