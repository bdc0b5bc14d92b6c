import { signal } from './signal';

/** Whether the phone believes that it has a network; a request may fail all the same. */
export const online = signal(navigator.onLine);

addEventListener('online', () => {
  online.value = true;
});
addEventListener('offline', () => {
  online.value = false;
});
