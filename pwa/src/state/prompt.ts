import { signal } from './signal';

/** Chromium's offer to install, kept for our own button; its own stays where it is. It may come before anything else is here. */
export interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

export const installPrompt = signal<InstallPrompt | undefined>();

addEventListener('beforeinstallprompt', event => {
  installPrompt.value = event as InstallPrompt;
});
addEventListener('appinstalled', () => {
  installPrompt.value = undefined;
});
