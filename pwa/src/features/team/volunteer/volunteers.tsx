import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { VolunteerRow } from '../../../api/types';
import { formatDate, formatFacts } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { TextField } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { Waiting } from '../../../ui/waiting';
import css from './volunteer.module.css';
import { CERTIFICATE_ICONS, certificateWords, hoursOf, languagesOf, nameOf } from './words';

const PAUSE = 250; // milliseconds after the last letter

const read = (place: string, q: string, after?: string) =>
  call('get', '/api/places/{place}/volunteers', {
    path: { place },
    query: { ...(q && { q }), ...(after && { after }) },
  });

/** The volunteers of the place, found by the beginnings of their names. */
export default function Volunteers({ slug }: { slug: string }) {
  const [typed, type] = useState('');
  const wanted = typed.trim();
  const first = useReading(`${slug} ${wanted}`, async () => ({ q: wanted, ...(await read(slug, wanted)) }), {
    pause: typed ? PAUSE : 0,
  });
  const q = first.value?.q ?? '';
  const found = first.value?.volunteers;
  return (
    <>
      <search>
        <TextField
          label={t('volunteer.search')}
          maxLength={60}
          autoComplete="off"
          enterkeyhint="search"
          value={typed}
          onInput={event => type(event.currentTarget.value)}
        />
      </search>
      <Waiting of={first} />
      <p role="status" class="soft">
        {found?.length === 0 && t(q ? 'volunteer.none.found' : 'volunteer.none')}
        {q && found && found.length > 0 && !first.value?.next && t('volunteer.found', { n: found.length })}
      </p>
      {found?.map(row => (
        <Person key={row.id} row={row} slug={slug} />
      ))}
      {first.value?.next && (
        <Next key={`${q} ${first.value.next}`} slug={slug} q={q} after={first.value.next} />
      )}
    </>
  );
}

/** A page after the first; it brings the page after itself along. */
function Next({ slug, q, after }: { slug: string; q: string; after: string }) {
  const [page, setPage] = useState<Awaited<ReturnType<typeof read>>>();
  const { busy, error, run } = useAttempt();
  if (!page)
    return (
      <>
        <Alert text={error} />
        <Button icon="plus" busy={busy} onClick={() => run(async () => setPage(await read(slug, q, after)))}>
          {t('volunteer.more')}
        </Button>
      </>
    );
  return (
    <>
      {page.volunteers.map(row => (
        <Person key={row.id} row={row} slug={slug} />
      ))}
      {page.next && <Next slug={slug} q={q} after={page.next} />}
    </>
  );
}

function Person({ row, slug }: { row: VolunteerRow; slug: string }) {
  const facts = [
    row.partner && t('volunteer.of', { partner: row.partner }),
    row.speaks.length > 0 && t('volunteer.languages_of', { languages: languagesOf(row.speaks) }),
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <Card labelledBy={row.id}>
      <h2 id={row.id}>
        <a href={to(`/team/${slug}/people/volunteers/${row.id}`)}>
          <bdi>{nameOf(row)}</bdi>
        </a>
      </h2>
      {facts.length > 0 && <p class="soft">{formatFacts(facts)}</p>}
      <p class={css.fact}>
        <Icon name="calendar" />
        {row.next
          ? t('volunteer.next', { task: t(`task.${row.next.task}`), date: formatDate(row.next.startsAt) })
          : t('volunteer.next.none')}
      </p>
      <p class={css.fact}>
        <Icon name="clock" />
        {t('volunteer.worked', { season: hoursOf(row.minutesSeason), year: hoursOf(row.minutesYear) })}
      </p>
      {row.certificates
        .filter(({ state }) => state !== 'none')
        .map(known => (
          <p key={known.task} class={css.fact}>
            <Icon name={CERTIFICATE_ICONS[known.state]} />
            {`${t(`task.${known.task}`)}: ${certificateWords(known)}`}
          </p>
        ))}
    </Card>
  );
}
