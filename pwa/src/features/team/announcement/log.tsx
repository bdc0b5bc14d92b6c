import type { Announcement } from '../../../api/types';
import { formatDate, formatFacts, formatTime } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { to } from '../../../state/route';
import { Table } from '../table';

/** What a message is about, in one line: its kind, and its Saturday or its first words. */
export function subjectOf({ kind, session, texts }: Announcement): string {
  const about = session ? formatDate(session.startsAt) : texts[0]?.text;
  return [t(`announcement.kind.${kind}`), about].filter(Boolean).join(': ');
}

/** To whom it was said. */
export const audienceOf = ({ audience, partner }: Announcement): string =>
  partner ?? t(`announcement.audience.${audience}`);

/** When, and by whom. */
export const madeBy = ({ createdAt, by }: Announcement): string =>
  t('announcement.log.by', { date: formatDate(createdAt), time: formatTime(createdAt), name: by });

/** What was told, newest first, with how it arrived. */
export function Log({ place, told }: { place: string; told: Announcement[] }) {
  return (
    <Table
      caption={t('announcement.log')}
      unseen
      empty={t('announcement.log.none')}
      rows={told}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('announcement.kind'),
          cell: each => (
            <>
              <a href={to(`/team/${place}/announcement/${each.id}`)}>{subjectOf(each)}</a>
              <div class="soft">{madeBy(each)}</div>
            </>
          ),
        },
        { name: t('announcement.to.whom'), cell: audienceOf },
        { name: t('announcement.state'), cell: standing },
      ]}
    />
  );
}

function standing({ state, arrival }: Announcement): string {
  if (state !== 'left') return t(`announcement.state.${state}`);
  const { sent, mailed, due, unreachable } = arrival;
  const facts = [`${t('announcement.state.left')}: ${sent + mailed}`];
  if (due) facts.push(`${t('announcement.due')}: ${due}`);
  if (unreachable) facts.push(`${t('announcement.unreachable')}: ${unreachable}`);
  return formatFacts(facts);
}
