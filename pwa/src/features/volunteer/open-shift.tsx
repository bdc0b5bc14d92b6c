import { call } from '../../api/client';
import type { Shift } from '../../api/types';
import { formatDate, formatFacts } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { focusMine } from './my-shifts';
import { ShiftFacts } from './shift-facts';
import { readShifts } from './volunteer';
import css from './volunteer.module.css';

/** A shift that may be taken, or why it may not. */
export function OpenShift({ shift }: { shift: Shift }) {
  const { busy, error, run } = useAttempt();
  const take = () =>
    run(
      async () => {
        await call('put', '/api/shifts/{shift}/hand', { path: { shift: shift.id } });
        say(t('volunteer.taken'));
        await readShifts();
        focusMine();
      },
      () => {
        void readShifts().catch(() => undefined); // somebody may have been quicker: show how it is now
        return false;
      },
    );
  return (
    <li>
      <ShiftFacts shift={shift} />
      <Partners shift={shift} />
      {shift.blocked ? (
        <Blocked reason={shift.blocked} />
      ) : (
        <div class={css.take}>
          <b>{t('volunteer.lacks', { n: shift.open })}</b>
          <Button
            icon="check"
            busy={busy}
            aria-label={`${t('volunteer.take')}: ${t(`task.${shift.task}`)}, ${formatDate(shift.startsAt)}`}
            onClick={take}
          >
            {t('volunteer.take')}
          </Button>
        </div>
      )}
      <Alert text={error} />
    </li>
  );
}

/** Hands that partners have promised, and when those still empty open to all. */
function Partners({ shift: { partners, releasedAt } }: { shift: Shift }) {
  if (!partners.length) return null;
  const kept = partners.map(({ name, slots }) => t('volunteer.owned', { name, n: slots }));
  if (releasedAt) kept.push(t('volunteer.released', { date: formatDate(releasedAt) }));
  return <p class="soft">{formatFacts(kept)}</p>;
}

function Blocked({ reason }: { reason: NonNullable<Shift['blocked']> }) {
  return (
    <p>
      <b>{t(`volunteer.blocked.${reason}`)}</b>
      {reason === 'certificate' && (
        <>
          <br />
          {t('volunteer.certificate')}
        </>
      )}
    </p>
  );
}
