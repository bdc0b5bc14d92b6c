import type { Announcement } from '../../../api/types';
import { formatDate, formatFacts, formatTime } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { to } from '../../../state/route';
import { Table } from '../table';

/** What a message is about, in one line: its kind, and its Saturday or its first words. */
export function subjectOf({ kind, session, texts }: Announcement): string {
  const about = session ? formatDate(session.startsAt) : texts[0]?.text;
  return [t(`tell.kind.${kind}`), about].filter(Boolean).join(': ');
}

/** To whom it was said. */
export const audienceOf = ({ audience, partner }: Announcement): string =>
  partner ?? t(`tell.audience.${audience}`);

/** When, and by whom. */
export const madeBy = ({ createdAt, by }: Announcement): string =>
  t('tell.log.by', { date: formatDate(createdAt), time: formatTime(createdAt), name: by });

/** What was told, newest first, with how it arrived. */
export function Log({ place, told }: { place: string; told: Announcement[] }) {
  return (
    <Table
      caption={t('tell.log')}
      unseen
      empty={t('tell.log.none')}
      rows={told}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('tell.kind'),
          cell: each => (
            <>
              <a href={to(`/o/${place}/messages/${each.id}`)}>{subjectOf(each)}</a>
              <div class="soft">{madeBy(each)}</div>
            </>
          ),
        },
        { name: t('tell.to.whom'), cell: audienceOf },
        { name: t('tell.state'), cell: standing },
      ]}
    />
  );
}

function standing({ state, arrival }: Announcement): string {
  if (state !== 'left') return t(`tell.state.${state}`);
  const { sent, mailed, due, unreachable } = arrival;
  const facts = [`${t('tell.state.left')}: ${sent + mailed}`];
  if (due) facts.push(`${t('tell.due')}: ${due}`);
  if (unreachable) facts.push(`${t('tell.unreachable')}: ${unreachable}`);
  return formatFacts(facts);
}
