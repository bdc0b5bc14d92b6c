import { setChoice } from './choice';
import { signal } from './signal';

const KEPT_AS = 'place';

function kept(): string | undefined {
  try {
    return localStorage.getItem(KEPT_AS) ?? undefined;
  } catch {
    return undefined; // storage is switched off: the place is remembered for this visit only
  }
}

/** Slug of the place that the visitor looked at last: where "flyers" leads, and what is kept for offline. */
export const chosenPlace = signal(kept());

/** Remembers `slug` as the visitor's place; the cookie lets the server put it into the first page. */
export function choosePlace(slug: string): void {
  chosenPlace.value = slug;
  setChoice('place', slug);
  try {
    localStorage.setItem(KEPT_AS, slug);
  } catch {
    // see kept()
  }
}
