import type { Session } from '../../api/types';
import type { PageProps } from '../../app/pages';
import { formatDate, formatList } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { LANGUAGES } from '../../i18n/languages';
import { usePlace, useSession } from '../../state/data';
import { chosenPlace } from '../../state/place';
import { isLater } from '../../state/retry';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { AnswerCard } from '../answer/answer-card';
import css from '../place/facts.module.css';
import { Missing } from '../place/missing';
import { NextSaturday } from '../place/next-saturday';
import { Changes, mapLink, When, Where } from '../place/session-facts';

/** One Saturday: the answer first, then where, and which languages its volunteers speak. */
export default function SessionPage({ route }: PageProps) {
  const id = route.params.session ?? '';
  const { value, error } = useSession(id);
  const slug = chosenPlace.value;
  if (value) return <Saturday of={value} />;
  return slug && isLater(error) ? <OfPlace slug={slug} id={id} error={error} /> : <Missing error={error} />;
}

interface OfPlaceProps {
  slug: string;
  id: string;
  error: unknown;
}

/** Out of reach by itself: as the place's data has it, which every phone keeps that was here. */
function OfPlace({ slug, id, error }: OfPlaceProps) {
  const { value: place, error: also } = usePlace(slug);
  const session = place?.sessions.find(each => each.id === id);
  if (place && session) return <Saturday of={{ session, place, languages: [] }} />;
  return <Missing error={place || also ? error : undefined} />;
}

function Saturday({ of: { session, place, languages } }: { of: Session }) {
  return (
    <Page title={formatDate(session.startsAt)}>
      <Card look="main">
        <When session={session} place={place.name} dated={false} />
        <Changes session={session} />
        {session.status === 'open' &&
          Boolean(session.seatsLeft) &&
          Date.parse(session.startsAt) > Date.now() && (
            <p>{t('seats.left', { n: session.seatsLeft ?? 0 })}</p>
          )}
        <AnswerCard session={session} />
      </Card>
      {session.status === 'cancelled' && <Instead place={place} session={session} />}
      <Where place={place} door={session.door} />
      {languages.length > 0 && (
        <p>
          <Icon name="speak" /> {t('wishes.languages')}:{' '}
          {formatList(languages.map(code => LANGUAGES[code].name))}
        </p>
      )}
      <div class={css.links}>
        {session.status === 'open' && Date.parse(session.startsAt) < Date.now() && (
          <ButtonLink icon="heart" href={to(`/s/${session.id}/pulse`)}>
            {t('when.pulse')}
          </ButtonLink>
        )}
        <ButtonLink icon="pin" href={mapLink(place)} rel="noopener">
          {t('place.map')}
        </ButtonLink>
        <ButtonLink icon="back" href={to(`/p/${place.slug}`)}>
          {place.name}
        </ButtonLink>
      </div>
    </Page>
  );
}

/** A cancelled Saturday leads on to the next one. */
function Instead({ place, session }: Pick<Session, 'place' | 'session'>) {
  const next = place.sessions.find(({ id, status }) => status === 'open' && id !== session.id);
  if (!next) return null;
  return (
    <>
      <h2>{t('when.next')}</h2>
      <NextSaturday session={next} />
    </>
  );
}
