import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ComponentChildren } from 'preact';
import css from './button.module.css';
import { Icon, type IconName } from './icon';

interface Look {
  /** `main`: the one thing to do on a page. `plain`: everything else. `quiet`: an aside, as a link. */
  look?: 'main' | 'plain' | 'quiet';
  icon?: IconName;
  children: ComponentChildren;
}

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean };

const classOf = (look: Look['look']) =>
  look === 'plain' || !look ? css.button : `${css.button} ${css[look]}`;

/** A button of at least 48 px, the main one 64 px. While `busy` it stays focusable and ignores further taps. */
export function Button({ look = 'plain', icon, busy, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={classOf(look)}
      aria-disabled={busy || undefined}
      onClick={event => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {icon && <Icon name={icon} mirrored={icon === 'next' || icon === 'back'} />}
      <span>{children}</span>
    </button>
  );
}

type LinkProps = Look & AnchorHTMLAttributes<HTMLAnchorElement>;

/** A link that looks like a button, where something opens rather than happens. */
export function ButtonLink({ look = 'plain', icon, children, ...rest }: LinkProps) {
  return (
    <a {...rest} class={classOf(look)}>
      {icon && <Icon name={icon} mirrored={icon === 'next' || icon === 'back'} />}
      <span>{children}</span>
    </a>
  );
}
