import { call } from '../../../api/client';
import { formatDateYear } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import type { SectionProps } from '../sections';
import { type Column, Table } from '../table';
import { organises } from '../team';
import { Toolbar } from '../toolbar';
import { State } from './state';
import { type Flyer, type FlyerState, nameOf, seasonName } from './words';

type Place = Pick<SectionProps, 'place'>;

/** A place's flyers, the one that families see first, with how far each language has come. */
export function List({ place }: Place) {
  const { busy, error, run } = useAttempt();
  const path = { place: place.slug };
  const known = useReading(place.slug, () => call('get', '/api/places/{place}/flyers', { path }));
  const all = known.value;
  const create = (season: string) =>
    run(async () => {
      await call('post', '/api/places/{place}/flyers', { path, body: { season } });
      await known.again();
      say(t('flyer.created'));
    });
  const [first, ...others] = all?.flyers ?? [];
  return (
    <Page title={t('flyer.title')} icon="flyer">
      <Waiting of={known} />
      <Alert text={error} />
      {organises(place) && (
        <Toolbar>
          <ButtonLink icon="share" href={to(`/team/${place.slug}/flyer/channels`)}>
            {t('flyer.channels')}
          </ButtonLink>
          {all?.without.map(season => (
            <Button key={season.id} icon="plus" busy={busy} onClick={() => create(season.id)}>
              {t('flyer.create', { season: seasonName(season) })}
            </Button>
          ))}
        </Toolbar>
      )}
      {all && !first && <p>{t('flyer.none')}</p>}
      {first && <Languages flyer={first} place={place} />}
      {others.map(flyer => (
        <More key={flyer.id} icon="clock" title={seasonName(flyer.season)}>
          <Languages flyer={flyer} place={place} />
        </More>
      ))}
    </Page>
  );
}

function Languages({ flyer, place }: Place & { flyer: Flyer }) {
  const columns: Column<FlyerState>[] = [
    {
      name: t('flyer.language'),
      cell: ({ lang }) => <a href={to(`/team/${place.slug}/flyer/${flyer.id}/${lang}`)}>{nameOf(lang)}</a>,
    },
    { name: t('flyer.how_far'), cell: state => <State state={state} /> },
    { name: t('flyer.changed'), cell: ({ updatedAt }) => updatedAt && formatDateYear(updatedAt) },
  ];
  return (
    <Table
      caption={
        flyer.shown ? t('flyer.shown', { season: seasonName(flyer.season) }) : seasonName(flyer.season)
      }
      columns={columns}
      rows={flyer.languages}
      keyOf={({ lang }) => lang}
    />
  );
}
