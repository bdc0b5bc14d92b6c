import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { usePlace } from '../../state/data';
import { choosePlace } from '../../state/place';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import { CalendarWays } from '../sign-in/calendar-ways';
import { Contact } from './contact';
import css from './facts.module.css';
import { Missing } from './missing';
import { NextSaturday } from './next-saturday';
import { SeasonList } from './season-list';
import { mapLink, Where } from './session-facts';

/** A place: its next Saturday, how to find the door, whom to ask, the season. */
export default function PlacePage({ route }: PageProps) {
  const slug = route.params.place ?? '';
  const { value: place, error } = usePlace(slug);
  useEffect(() => {
    if (place) choosePlace(place.slug);
  }, [place?.slug]);
  if (!place) return <Missing error={error} />;
  const next = place.sessions.find(session => session.status === 'open');
  const later = place.sessions.filter(session => session !== next);
  return (
    <Page title={place.name}>
      <NextSaturday session={next} />
      <h2>{t('place.find')}</h2>
      <Where place={place} door={next?.door ?? place.door} />
      <div class={css.links}>
        <ButtonLink icon="pin" href={mapLink(place)} rel="noopener">
          {t('place.map')}
        </ButtonLink>
        <ButtonLink icon="pictures" href={to(`/p/${slug}/day`)}>
          {t('place.day')}
        </ButtonLink>
        <ButtonLink icon="flyer" href={to(`/p/${slug}/flyer`)}>
          {t('nav.flyer')}
        </ButtonLink>
      </div>
      {later.length > 0 && (
        <>
          <h2>{t('place.season')}</h2>
          <SeasonList sessions={later} />
          <CalendarWays
            url={`${location.origin}/calendar/place/${slug}.ics?lang=${route.lang}`}
            text={t('place.calendar')}
          />
        </>
      )}
      <Contact place={place} />
      <p>
        <a href={`${to('')}?choose`}>{t('place.other')}</a>
      </p>
    </Page>
  );
}
