import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import css from './notice.module.css';

interface Props {
  /** `good` after something went well, `bad` when it did not. */
  tone?: 'plain' | 'good' | 'bad';
  icon?: IconName;
  children: ComponentChildren;
}

const ICONS = { plain: undefined, good: 'check', bad: 'warning' } as const;

/** A message in the page. Put it inside an element with role="status" that is there from the start. */
export function Notice({ tone = 'plain', icon = ICONS[tone], children }: Props) {
  return (
    <div class={`${css.notice} ${css[tone]}`}>
      {icon && <Icon name={icon} />}
      <div>{children}</div>
    </div>
  );
}
