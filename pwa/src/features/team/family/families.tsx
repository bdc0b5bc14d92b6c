import { call } from '../../../api/client';
import { formatDate } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { LANGUAGES } from '../../../i18n/languages';
import { useReading } from '../../../state/reading';
import { Waiting } from '../../../ui/waiting';
import { Table } from '../table';
import { Tile, Tiles } from '../tiles';
import { Split } from '../toolbar';

const WAYS = { push: 'push', mail: 'mail', phone: 'phone', none: 'unreachable' } as const;

/** A number, or the word for one that is not told. */
const told = (n: number | undefined): string => (n === undefined ? t('family.few') : number(n));

/** The families as numbers: how many, in which languages, reached how. */
export default function Families({ slug }: { slug: string }) {
  const numbers = useReading(slug, () =>
    call('get', '/api/places/{place}/families/summary', { path: { place: slug } }),
  );
  const known = numbers.value;
  return (
    <>
      <p>{t('family.lead')}</p>
      <Waiting of={numbers} />
      {known && (
        <>
          <Tiles>
            <Tile label={t('family.known')} value={told(known.known)} />
            {known.next && (
              <Tile
                label={t('family.coming', { date: formatDate(known.next.startsAt) })}
                value={known.coming ?? 0}
              />
            )}
          </Tiles>
          <p class="soft">{t('family.few.hint')}</p>
          <Split>
            <Table
              caption={t('family.languages')}
              columns={[
                { name: t('family.language'), cell: row => <bdi>{LANGUAGES[row.lang].name}</bdi> },
                { name: t('family.n'), number: true, cell: row => told(row.n) },
              ]}
              rows={known.byLanguage}
              keyOf={row => row.lang}
              empty={t('family.none')}
            />
            <Table
              caption={t('family.reach')}
              columns={[
                { name: t('family.way'), cell: row => t(`family.${WAYS[row.reach]}`) },
                { name: t('family.n'), number: true, cell: row => told(row.n) },
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
