import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Shift } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Changes, When } from '../place/session-facts';
import { ShiftFacts } from './shift-facts';
import { readShifts } from './volunteer';

const MINE = 'mine';

/** Where the focus goes when a shift, with its button, moves from one list to the other. */
export const focusMine = (): void => document.getElementById(MINE)?.focus({ preventScroll: true });

/** The volunteer's own shifts, the next one first. */
export function MyShifts({ shifts }: { shifts: Shift[] }) {
  return (
    <section aria-labelledby={MINE}>
      <h2 id={MINE} tabIndex={-1}>
        {t('volunteer.mine')}
      </h2>
      {shifts.length === 0 && <p>{t('volunteer.mine.none')}</p>}
      {shifts.map(shift => (
        <MyShift key={shift.id} shift={shift} />
      ))}
    </section>
  );
}

/** A shift can be given back until it starts. Late, the organiser is told: the volunteer knows that before. */
export function MyShift({ shift }: { shift: Shift }) {
  const [sure, setSure] = useState(false);
  const { busy, error, run } = useAttempt();
  const isLate = () => shift.lateAfter !== undefined && Date.now() > Date.parse(shift.lateAfter);
  const giveBack = () =>
    run(async () => {
      const { organiserTold } = await call('delete', '/api/shifts/{shift}/hand', {
        path: { shift: shift.id },
      });
      setSure(false);
      say([t('volunteer.given_back'), organiserTold && t('volunteer.told')].filter(Boolean).join(' '));
      await readShifts();
      focusMine();
    });
  return (
    <Card look="main">
      <When session={shift.session} place={shift.placeName} />
      <Changes session={shift.session} />
      <ShiftFacts shift={shift} />
      <Button busy={busy} onClick={() => (isLate() ? setSure(true) : giveBack())}>
        {t('volunteer.give_back')}
      </Button>
      {!sure && <Alert text={error} />}
      {sure && (
        <Dialog title={t('volunteer.give_back')} open onClose={() => setSure(false)}>
          <p>{t('volunteer.late')}</p>
          <Alert text={error} />
          <Button look="main" busy={busy} onClick={giveBack}>
            {t('volunteer.give_back')}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {t('do.cancel')}
          </Button>
        </Dialog>
      )}
    </Card>
  );
}
