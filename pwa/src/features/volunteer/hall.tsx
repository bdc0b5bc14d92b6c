import { useEffect, useState } from 'preact/hooks';
import type { Shift } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Select } from '../../ui/field';
import { Later } from '../../ui/later';
import { Changes, When } from '../place/session-facts';
import { MyShifts } from './my-shifts';
import { OpenShift } from './open-shift';
import { readShifts, shifts } from './volunteer';
import css from './volunteer.module.css';

/** For a volunteer who is signed in: one's own shifts, the Saturdays that lack hands, and the rest behind them. */
export default function Hall() {
  const { error, run } = useAttempt();
  const read = () => run(readShifts);
  useEffect(() => void read(), []);
  const known = shifts.value;
  return (
    <>
      {known && <MyShifts shifts={known.filter(shift => shift.mine)} />}
      {known && <OpenDays shifts={known} />}
      {!known && !error && <p role="status">{t('is.loading')}</p>}
      <Alert text={error} />
      {error && <Button onClick={read}>{t('do.retry')}</Button>}
      <Later load={() => import('./settings')} />
    </>
  );
}

/** The days on which at least one shift lacks hands; a full day asks nobody for anything. */
export function lackingDays(all: Shift[]): Shift[][] {
  const days = new Map<string, Shift[]>();
  for (const shift of all) {
    if (!shift.mine) days.set(shift.session.id, [...(days.get(shift.session.id) ?? []), shift]);
  }
  return [...days.values()].filter(day => day.some(shift => shift.open > 0));
}

function OpenDays({ shifts: all }: { shifts: Shift[] }) {
  const [place, setPlace] = useState('');
  const places = new Map(all.map(shift => [shift.place, shift.placeName]));
  const days = lackingDays(all.filter(shift => !place || shift.place === place));
  return (
    <section aria-labelledby="open">
      <h2 id="open">{t('vol.open')}</h2>
      {places.size > 1 && (
        <Select
          label={t('place.choose')}
          value={place}
          options={[['', t('place.all')], ...places]}
          onChange={setPlace}
        />
      )}
      <div role="status">{days.length === 0 && <p>{t('vol.open.none')}</p>}</div>
      {days.map(day => (
        <Day key={day[0]?.session.id} shifts={day} />
      ))}
    </section>
  );
}

function Day({ shifts: day }: { shifts: Shift[] }) {
  const [first] = day;
  if (!first) return null;
  return (
    <Card>
      <When session={first.session} />
      <p class="soft">
        <bdi>{first.placeName}</bdi>
      </p>
      <Changes session={first.session} />
      <ul class={css.shifts}>
        {day.map(shift => (
          <OpenShift key={shift.id} shift={shift} />
        ))}
      </ul>
    </Card>
  );
}
