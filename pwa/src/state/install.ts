import { signal } from './signal';

/** Chromium's offer to install, kept until our own button is tapped. */
export interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

export const installPrompt = signal<InstallPrompt | undefined>();

addEventListener('beforeinstallprompt', event => {
  event.preventDefault();
  installPrompt.value = event as InstallPrompt;
});
addEventListener('appinstalled', () => {
  installPrompt.value = undefined;
});

/** Whether the app was opened from the home screen. */
export const installed = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** iPhones and iPads install by hand only, and give notifications only when installed (16.4). */
export const byHand = (): boolean =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.maxTouchPoints > 1 && /Mac/.test(navigator.userAgent));
