import type { ComponentChildren } from 'preact';
import { number } from '../../i18n/i18n';
import css from './team.module.css';

interface Props {
  label: string;
  /** A number in the language's digits, or words. */
  value: number | string;
  note?: ComponentChildren;
}

/** One big number with its label. Stands inside `Tiles`. */
export function Tile({ label, value, note }: Props) {
  return (
    <div class={css.tile}>
      <dt>
        {label}
        {note && <div class="soft">{note}</div>}
      </dt>
      <dd>{typeof value === 'number' ? number(value) : value}</dd>
    </div>
  );
}

/** Big numbers side by side, as many as fit. */
export const Tiles = ({ children }: { children: ComponentChildren }) => <dl class={css.tiles}>{children}</dl>;
