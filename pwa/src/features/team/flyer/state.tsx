import type { Key } from '../../../i18n/catalogue';
import { t } from '../../../i18n/i18n';
import { Icon, type IconName } from '../../../ui/icon';
import css from './flyer.module.css';
import type { FlyerState } from './words';

const ICONS: Record<FlyerState['state'] | FlyerState['review'], IconName> = {
  source: 'home',
  missing: 'plus',
  outdated: 'warning',
  current: 'check',
  none: 'flyer',
  machine: 'device',
  unread: 'waiting',
  read_once: 'speak',
  read_twice: 'check',
};

/** How far a text has come, in words beside their icons. */
export function State({ state: { state, review, drafted } }: { state: FlyerState }) {
  const marks: [IconName, Key][] = [];
  if (state !== 'current') marks.push([ICONS[state], `flyer.state.${state}`]);
  if (review !== 'none') marks.push([ICONS[review], `flyer.review.${review}`]);
  if (drafted) marks.push(['flyer', 'flyer.drafted']);
  return (
    <span class={css.states}>
      {marks.map(([icon, key]) => (
        <span key={key} class={css.state}>
          <Icon name={icon} /> {t(key)}
        </span>
      ))}
    </span>
  );
}
