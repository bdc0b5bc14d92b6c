import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { SeasonSummary, TeamPlace } from '../../../api/types';
import { formatFacts } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { route, to } from '../../../state/route';
import { Button, ButtonLink } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import { Begin } from './begin';
import { dayOf, nameOf } from './plan';
import css from './season.module.css';

/** The place's seasons, the latest first, and a way to begin the next. */
export function SeasonsPage({ place }: { place: TeamPlace }) {
  const [begins, setBegins] = useState(false);
  const known = useReading(place.slug, () =>
    call('get', '/api/places/{place}/seasons', { path: { place: place.slug } }),
  );
  const seasons = known.value;
  return (
    <Page title={t('season.seasons')} icon="calendar">
      <Waiting of={known} />
      {seasons && (
        <Button look="main" icon="plus" onClick={() => setBegins(true)}>
          {t('season.new')}
        </Button>
      )}
      {seasons?.length === 0 && <p>{t('season.none')}</p>}
      <ul class={css.list}>
        {seasons?.map(season => (
          <li key={season.id}>
            <Row season={season} place={place.slug} />
          </li>
        ))}
      </ul>
      <p class={css.links}>
        <ButtonLink icon="pin" href={to(`/team/${place.slug}/season/settings`)}>
          {t('season.settings')}
        </ButtonLink>
        <ButtonLink icon="print" href={`/${route.value.lang}/p/${place.slug}/year.pdf`}>
          {t('season.sheet')}
        </ButtonLink>
      </p>
      {begins && seasons && <Begin place={place.slug} seasons={seasons} onClose={() => setBegins(false)} />}
    </Page>
  );
}

function Row({ season, place }: { season: SeasonSummary; place: string }) {
  const { first, last, saturdays, cancelled } = season;
  const facts = [t('season.saturdays', { n: saturdays })];
  if (cancelled) facts.push(t('season.cancelled', { n: cancelled }));
  return (
    <a class={css.row} href={to(`/team/${place}/season/${season.id}`)}>
      <span>
        <b>{nameOf(season)}</b>
        <br />
        {formatFacts(facts)}
        {first && last && (
          <>
            <br />
            <span class="soft">{[...new Set([dayOf(first), dayOf(last)])].join(' – ')}</span>
          </>
        )}
      </span>
      <State season={season} />
    </a>
  );
}

/** Draft, published or closed, in words. */
export function State({ season }: { season: Pick<SeasonSummary, 'status' | 'closed'> }) {
  const name = season.closed ? 'closed' : season.status;
  return (
    <span class={name === 'draft' ? css.state : `${css.state} ${css.published}`}>
      <Icon name={name === 'draft' ? 'waiting' : 'check'} /> {t(`season.${name}`)}
    </span>
  );
}
