import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import css from './more.module.css';

interface Props {
  icon: IconName;
  title: ComponentChildren;
  children: ComponentChildren;
}

/** What few need at a time: a line to tap, and the rest below it. */
export function More({ icon, title, children }: Props) {
  return (
    <details class={css.more}>
      <summary>
        <Icon name={icon} /> {title}
      </summary>
      {children}
    </details>
  );
}
