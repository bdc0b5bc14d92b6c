import { setChoice } from './choice';
import { onPhone } from './kept';
import { signal } from './signal';

const KEPT_AS = 'place';

/** Slug of the place that the visitor looked at last: where "flyers" leads, and what is kept for offline. */
export const chosenPlace = signal(onPhone.read<string>(KEPT_AS));

/** Remembers `slug` as the visitor's place; the cookie lets the server put it into the first page. */
export function choosePlace(slug: string): void {
  chosenPlace.value = slug;
  setChoice('place', slug);
  onPhone.write(KEPT_AS, slug);
}
