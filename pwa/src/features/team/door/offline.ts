import { lang } from '../../../i18n/i18n';
import { spoken } from '../../../i18n/languages';

/**
 * Has the worker keep what this page is made of, so that it opens without a network: the worker keeps every file that it
 * is asked for, and at the first visit the texts came before there was a worker.
 */
export async function keepPage(): Promise<void> {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  if (!worker.controller) {
    await new Promise(taken => worker.addEventListener('controllerchange', taken, { once: true }));
  }
  const parts = ['staff.team', 'staff.door'].map(part => `${__TEXTS__}/${spoken(lang())}.${part}.json`);
  await Promise.all(parts.map(part => fetch(part))).catch(() => undefined);
}
