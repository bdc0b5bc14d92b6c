import type { ComponentChildren } from 'preact';
import css from './card.module.css';

interface Props {
  /** `main` has a marigold edge: the one card of a page that matters most. */
  look?: 'plain' | 'main';
  /** A heading's id, when the card is a region of its own. */
  labelledBy?: string;
  children: ComponentChildren;
}

/** What belongs together, on a sheet of its own. */
export function Card({ look = 'plain', labelledBy, children }: Props) {
  return (
    <section class={look === 'main' ? `${css.card} ${css.main}` : css.card} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}
