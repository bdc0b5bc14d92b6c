import type { PageProps } from '../../app/pages';
import { formatDate, formatList } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { LANGUAGES } from '../../i18n/languages';
import { useSession } from '../../state/data';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { AnswerCard } from '../answer/answer-card';
import css from '../place/facts.module.css';
import { Missing } from '../place/missing';
import { Changes, mapLink, When, Where } from '../place/session-facts';

/** One Saturday: the answer first, then where, and which languages its volunteers speak. */
export default function SessionPage({ route }: PageProps) {
  const { value, error } = useSession(route.params.session ?? '');
  if (!value) return <Missing error={error} />;
  const { session, place, languages } = value;
  return (
    <Page title={formatDate(session.startsAt)}>
      <Card look="main">
        <When session={session} place={place.name} dated={false} />
        <Changes session={session} />
        {session.status === 'open' && session.seatsLeft !== undefined && session.seatsLeft > 0 && (
          <p>{t('seats.left', { n: session.seatsLeft })}</p>
        )}
        <AnswerCard session={session} />
      </Card>
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
