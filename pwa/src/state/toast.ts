import { signal } from './signal';

/** The last short message, for a few seconds. */
export const toast = signal<string | undefined>();

const SHOWN_MS = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says that something is done, on the screen and to a screen reader. Nothing that must not be missed goes here. */
export function say(text: string): void {
  clearTimeout(timer);
  toast.value = text;
  timer = setTimeout(() => {
    toast.value = undefined;
  }, SHOWN_MS);
}
