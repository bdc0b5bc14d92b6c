import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n';
import { arrival } from '../state/route';
import { Icon, type IconName } from './icon';

interface Props {
  title: string;
  /** Says the title again to who does not read its language. */
  icon?: IconName;
  children: ComponentChildren;
}

/**
 * The one heading of a page, and what follows it. Renders at once, also while data is on its way: the heading
 * is where a screen reader's focus goes after a link, and the document takes its title.
 */
export function Page({ title, icon, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const way = arrival.peek();
    if (way.kind !== 'first') heading.current?.focus({ preventScroll: true });
    if (way.kind === 'link') scrollTo(0, 0);
    if (way.kind === 'history') requestAnimationFrame(() => scrollTo(0, way.scroll));
  }, []);
  useEffect(() => {
    const app = t('app.name');
    document.title = title === app ? app : `${title} – ${app}`;
  }, [title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {icon && <Icon name={icon} />}
        {title}
      </h1>
      {children}
    </>
  );
}
