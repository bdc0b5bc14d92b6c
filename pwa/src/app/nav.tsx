import { t } from '../i18n/i18n';
import { chosenPlace } from '../state/place';
import { route, to } from '../state/route';
import { Icon } from '../ui/icon';
import css from './frame.module.css';

/** The four ways: at the thumb on a phone, in the bar at a desk. The flyer is a page of the server, of the place last looked at. */
export function Nav() {
  const { name } = route.value;
  const here = (page: string) => (name === page ? 'page' : undefined);
  return (
    <nav class={css.nav} aria-label={t('nav.label')}>
      <a href={to('')} aria-current={here('home')}>
        <Icon name="home" />
        {t('nav.home')}
      </a>
      {chosenPlace.value && (
        <a href={to(`/p/${chosenPlace.value}/flyer`)}>
          <Icon name="flyer" />
          {t('nav.flyer')}
        </a>
      )}
      <a href={to('/me')} aria-current={here('me')}>
        <Icon name="family" />
        {t('nav.family')}
      </a>
      <a href={to('/volunteer')} aria-current={here('volunteer')}>
        <Icon name="volunteer" />
        {t('nav.volunteer')}
      </a>
    </nav>
  );
}
