import { useState } from 'preact/hooks';
import { ApiProblem, call } from '../../../api/client';
import type { Shift, VolunteerFile } from '../../../api/types';
import type { Key } from '../../../i18n/catalogue';
import { formatDate, formatFacts, formatSpan } from '../../../i18n/dates';
import { hasText, t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Icon } from '../../../ui/icon';
import { More } from '../../../ui/more';
import css from './volunteer.module.css';
import { daysOf } from './words';

interface Props {
  file: VolunteerFile;
  onChange(): void;
}

/** The place's coming shifts, to put the volunteer on and take off, for somebody who rings. */
export function Hands({ file, onChange }: Props) {
  return (
    <Card labelledBy="shifts">
      <h2 id="shifts">{t('volunteer.shifts')}</h2>
      {!file.shifts.length && <p class="soft">{t('volunteer.shifts.none')}</p>}
      {daysOf(file.shifts).map(shifts => (
        <More
          key={shifts[0].startsAt}
          icon={shifts.some(({ mine }) => mine) ? 'check' : 'calendar'}
          title={dayOf(shifts)}
        >
          <ul class={css.rows}>
            {shifts.map(shift => (
              <Hand key={shift.id} shift={shift} volunteer={file.volunteer.id} onChange={onChange} />
            ))}
          </ul>
        </More>
      ))}
    </Card>
  );
}

/** "lørdag 5. desember · Har denne vakta: Steke vafler": the day, and what the volunteer does then. */
function dayOf(shifts: readonly [Shift, ...Shift[]]): string {
  const mine = shifts
    .filter(shift => shift.mine)
    .map(({ task }) => `${t('volunteer.has')}: ${t(`task.${task}`)}`);
  return formatFacts([formatDate(shifts[0].startsAt), ...mine]);
}

function Hand({ shift, volunteer, onChange }: { shift: Shift; volunteer: string; onChange(): void }) {
  const [refused, refuse] = useState<string>();
  const { busy, error, run } = useAttempt();
  const turn = () =>
    run(
      async () => {
        refuse(undefined);
        const path = { shift: shift.id, volunteer };
        await call(shift.mine ? 'delete' : 'put', '/api/shifts/{shift}/hands/{volunteer}', { path });
        say(t(shift.mine ? 'volunteer.off.done' : 'volunteer.put.done'));
        onChange();
      },
      problem => {
        const words = problem instanceof ApiProblem && problem.code.replace('shift.', 'volunteer.barred.');
        if (!words || !hasText(words)) return false;
        refuse(t(words as Key));
        onChange();
        return true;
      },
    );
  const text = t(shift.mine ? 'volunteer.off' : 'volunteer.put');
  const what = `${t(`task.${shift.task}`)}, ${formatDate(shift.startsAt)}`;
  return (
    <li>
      <p>
        <b>{t(`task.${shift.task}`)}</b>
        <br />
        {formatDate(shift.startsAt)}, {formatSpan(shift.startsAt, shift.endsAt)}
      </p>
      {shift.mine && (
        <p>
          <Icon name="check" /> {t('volunteer.has')}
        </p>
      )}
      {shift.blocked ? (
        <p class="soft">
          <Icon name="warning" /> {t(`volunteer.barred.${shift.blocked}`)}
        </p>
      ) : (
        <Button
          icon={shift.mine ? 'cross' : 'plus'}
          busy={busy}
          aria-label={`${text}: ${what}`}
          onClick={turn}
        >
          {text}
        </Button>
      )}
      <Alert text={refused ?? error} />
    </li>
  );
}
