import { call } from '../../../api/client';
import { formatDate } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { LANGUAGES } from '../../../i18n/languages';
import { useReading, Waiting } from '../reading';
import { Table } from '../table';
import { Tile, Tiles } from '../tiles';
import { Split } from '../toolbar';

const WAYS = { push: 'push', mail: 'mail', phone: 'phone', none: 'unreachable' } as const;

/** A number, or the word for one that is not told. */
const told = (n: number | undefined): string => (n === undefined ? t('people.families.few') : number(n));

/** The families as numbers: how many, in which languages, reached how. */
export default function Families({ slug }: { slug: string }) {
  const numbers = useReading(slug, () =>
    call('get', '/api/places/{place}/families/summary', { path: { place: slug } }),
  );
  const known = numbers.value;
  return (
    <>
      <p>{t('people.families.lead')}</p>
      <Waiting of={numbers} />
      {known && (
        <>
          <Tiles>
            <Tile label={t('people.families.known')} value={told(known.known)} />
            {known.next && (
              <Tile
                label={t('people.families.coming', { date: formatDate(known.next.startsAt) })}
                value={known.coming ?? 0}
              />
            )}
          </Tiles>
          <p class="soft">{t('people.families.few.hint')}</p>
          <Split>
            <Table
              caption={t('people.families.languages')}
              columns={[
                { name: t('people.families.language'), cell: row => <bdi>{LANGUAGES[row.lang].name}</bdi> },
                { name: t('people.families.n'), number: true, cell: row => told(row.n) },
              ]}
              rows={known.byLanguage}
              keyOf={row => row.lang}
              empty={t('people.families.none')}
            />
            <Table
              caption={t('people.families.reach')}
              columns={[
                { name: t('people.families.way'), cell: row => t(`people.families.${WAYS[row.reach]}`) },
                { name: t('people.families.n'), number: true, cell: row => told(row.n) },
              ]}
              rows={known.byReach}
              keyOf={row => row.reach}
            />
          </Split>
        </>
      )}
    </>
  );
}
