import type { ComponentChildren } from 'preact';
import css from './team.module.css';

/** Buttons and fields that act on what stands below, in a row that wraps. */
export const Toolbar = ({ children }: { children: ComponentChildren }) => (
  <div class={css.toolbar}>{children}</div>
);

/** Two columns at a desk, one below the other on a phone. */
export const Split = ({ children }: { children: ComponentChildren }) => (
  <div class={css.split}>{children}</div>
);
