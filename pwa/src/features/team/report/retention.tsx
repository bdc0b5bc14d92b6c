import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { TeamPlace } from '../../../api/types';
import type { Key } from '../../../i18n/catalogue';
import { formatDateYear } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import { type Column, Table } from '../table';
import { StoppedRule } from './stopped';

type Rule = components['schemas']['RetentionRule'];

const howLong = ({ keep, unit }: Rule): string => {
  if (keep === 0) return t('report.keep.at_once');
  return unit === 'hours' && keep % 24 === 0
    ? t('report.keep.days', { n: keep / 24 })
    : t(`report.keep.${unit}`, { n: keep });
};

const counted = (n: number | undefined): string | undefined =>
  n === undefined ? undefined : n === 0 ? t('report.keep.nothing') : number(n);

const columns = (): Column<Rule>[] => [
  { name: t('report.keep.what'), cell: ({ kind }) => t(`report.keep.of.${kind}` as Key) },
  { name: t('report.keep.how_long'), cell: howLong },
  { name: t('report.keep.now'), number: true, cell: ({ waiting }) => counted(waiting) },
  { name: t('report.keep.soon'), number: true, cell: ({ soon }) => counted(soon) },
  { name: t('report.keep.next'), cell: ({ next }) => next && formatDateYear(next) },
];

/** How long each kind of data is kept at the place, and what the program deletes next. */
export default function Retention({ place }: { place: TeamPlace }) {
  const rules = useReading(`retention ${place.slug}`, () =>
    call('get', '/api/places/{place}/retention', { path: { place: place.slug } }),
  );
  return (
    <Page title={t('report.keep')} icon="clock">
      <p>{t('report.keep.lead')}</p>
      <Waiting of={rules} />
      {rules.value?.map(rule => (
        <StoppedRule key={rule.kind} place={place.slug} rule={rule} onChange={rules.again} />
      ))}
      {rules.value && (
        <Table
          caption={t('report.keep')}
          unseen
          columns={columns()}
          rows={rules.value}
          keyOf={({ kind }) => kind}
        />
      )}
      <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/report`)}>
        {t('report.title')}
      </ButtonLink>
    </Page>
  );
}
