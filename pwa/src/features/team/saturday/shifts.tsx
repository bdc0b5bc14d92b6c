import { formatFacts, formatList, formatSpan } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Icon } from '../../../ui/icon';
import { AskForHands } from './ask';
import type { Saturday, Shift } from './saturday';
import css from './saturday.module.css';

/** The hands of the day: who is on shift, and how many are missing. */
export function Shifts({ saturday, place }: { saturday: Saturday; place: string }) {
  const { shifts } = saturday;
  return (
    <section aria-labelledby="shifts">
      <h2 id="shifts" tabIndex={-1}>
        {t('saturday.shifts')}
      </h2>
      {shifts.length === 0 && <p class="soft">{t('saturday.shifts.none')}</p>}
      <ul class={css.lines}>
        {shifts.map(shift => (
          <Line key={shift.id} shift={shift} />
        ))}
      </ul>
      <AskForHands saturday={saturday} place={place} />
    </section>
  );
}

function Line({
  shift: { task, startsAt, endsAt, taken, needed, open, names = [], partners = [] },
}: {
  shift: Shift;
}) {
  const promised = partners.map(({ name, empty }) => t('saturday.shift.promised', { name, n: empty }));
  return (
    <li>
      <b>{t(`task.${task}`)}</b>
      <span class="soft">{formatSpan(startsAt, endsAt)}</span>
      <span class={css.state}>
        <Icon name={open ? 'warning' : 'check'} />
        {t('saturday.shift.of', { n: taken, needed })}
      </span>
      {names.length > 0 && <bdi class={css.whole}>{formatList(names)}</bdi>}
      {promised.length > 0 && <span class={`soft ${css.whole}`}>{formatFacts(promised)}</span>}
    </li>
  );
}
