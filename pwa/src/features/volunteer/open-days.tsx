import { useState } from 'preact/hooks';
import type { Shift } from '../../api/types';
import { t } from '../../i18n/i18n';
import { chosenPlace } from '../../state/place';
import { Select } from '../../ui/field';
import { Changes, When } from '../place/session-facts';
import { OpenShift } from './open-shift';
import css from './volunteer.module.css';

/** The days on which at least one shift lacks hands; a full day asks nobody for anything. */
export function lackingDays(all: Shift[]): Shift[][] {
  const days = new Map<string, Shift[]>();
  for (const shift of all) {
    if (!shift.mine) days.set(shift.session.id, [...(days.get(shift.session.id) ?? []), shift]);
  }
  return [...days.values()].filter(day => day.some(shift => shift.open > 0));
}

/** The Saturdays that lack hands, at the place last looked at or at all of them; the next one lies open. */
export function OpenDays({ shifts }: { shifts: Shift[] }) {
  const places = new Map(shifts.map(shift => [shift.place, shift.placeName]));
  const [place, setPlace] = useState(places.has(chosenPlace.peek() ?? '') ? (chosenPlace.peek() ?? '') : '');
  const days = lackingDays(shifts.filter(shift => !place || shift.place === place));
  return (
    <section aria-labelledby="open">
      <h2 id="open">{t('volunteer.open')}</h2>
      {places.size > 1 && (
        <Select
          label={t('place.choose')}
          value={place}
          options={[['', t('place.all')], ...places]}
          onChange={setPlace}
        />
      )}
      <div role="status">{days.length === 0 && <p>{t('volunteer.open.none')}</p>}</div>
      {days.map((day, nth) => (
        <Day key={day[0]?.session.id} shifts={day} open={nth === 0} />
      ))}
    </section>
  );
}

function Day({ shifts, open }: { shifts: Shift[]; open: boolean }) {
  const [first] = shifts;
  if (!first) return null;
  const lacking = shifts.reduce((sum, shift) => sum + shift.open, 0);
  return (
    <details class={css.day} open={open}>
      <summary>
        <When session={first.session} place={first.placeName} />
        <b>
          <span>{t('volunteer.lacks', { n: lacking })}</span>
        </b>
      </summary>
      <Changes session={first.session} />
      <ul class={css.shifts}>
        {shifts.map(shift => (
          <OpenShift key={shift.id} shift={shift} />
        ))}
      </ul>
    </details>
  );
}
