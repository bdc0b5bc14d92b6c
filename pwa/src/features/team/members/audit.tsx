import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { TeamPlace } from '../../../api/types';
import type { Key } from '../../../i18n/catalogue';
import { formatDateYear, formatTime } from '../../../i18n/dates';
import { hasText, t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import { type Column, Table } from '../table';

type Entry = components['schemas']['AuditEntry'];

/** What was done, in words; an action that has none yet by its name: "season.copied". */
function words(action: string): string {
  const key = `team.audit.${action}`;
  return hasText(key) ? t(key as Key) : action.replace('.', ': ').replaceAll('_', ' ');
}

const columns = (): Column<Entry>[] => [
  { name: t('team.audit.what'), cell: ({ action }) => words(action) },
  { name: t('team.audit.who'), cell: ({ who, actor }) => <bdi>{who || t(`team.audit.by.${actor}`)}</bdi> },
  { name: t('team.audit.when'), cell: ({ at }) => `${formatDateYear(at)} ${formatTime(at)}` },
  { name: t('team.audit.about'), cell: ({ session }) => session && formatDateYear(session) },
];

/** Who changed what at the place, the newest first; older entries on demand. */
export default function Audit({ place }: { place: TeamPlace }) {
  const read = (cursor?: string) =>
    call('get', '/api/places/{place}/audit', {
      path: { place: place.slug },
      query: cursor ? { cursor } : {},
    });
  const log = useReading(place.slug, () => read(), { steady: true });
  const { busy, error, run } = useAttempt();
  const { entries, next } = log.value ?? {};
  const older = () =>
    run(async () => {
      const page = await read(next);
      log.show({ ...page, entries: [...(entries ?? []), ...page.entries] });
    });
  return (
    <Page title={t('team.audit')} icon="clock">
      <p>{t('team.audit.lead')}</p>
      {entries && (
        <Table
          caption={t('team.audit')}
          unseen
          columns={columns()}
          rows={entries}
          keyOf={({ id }) => id}
          empty={t('team.audit.none')}
        />
      )}
      <Waiting of={log} />
      <Alert text={error} />
      {next && (
        <Button icon="plus" busy={busy} onClick={older}>
          {error ? t('do.retry') : t('team.audit.older')}
        </Button>
      )}
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/members`)}>
          {t('team.title')}
        </ButtonLink>
      </p>
    </Page>
  );
}
