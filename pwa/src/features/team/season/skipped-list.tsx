import type { NotedDate } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { dayOf, wordsOf } from './plan';
import { skippedOf } from './skipped';

/** Dates with why they were left out. */
export const NotedList = ({ dates }: { dates: readonly NotedDate[] }) => (
  <ul>
    {dates.map(({ date, notes }) => (
      <li key={date}>
        {dayOf(date)}
        {notes.length > 0 && <>: {wordsOf(notes)}</>}
      </li>
    ))}
  </ul>
);

/** What copying a season gave up. */
export function Skipped({ season }: { season: string }) {
  const dates = skippedOf.value[season];
  if (!dates?.length) return null;
  return (
    <Notice icon="calendar">
      <p>{t('season.skipped')}</p>
      <NotedList dates={dates} />
    </Notice>
  );
}
