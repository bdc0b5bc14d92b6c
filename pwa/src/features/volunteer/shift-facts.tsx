import type { Shift } from '../../api/types';
import { formatSpan } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { Icon, type IconName } from '../../ui/icon';
import css from './volunteer.module.css';

const ICONS: Record<Shift['task'], IconName> = {
  waffles: 'waffle',
  set_up: 'chair',
  welcome: 'door',
  interpret: 'speak',
  instruments: 'music',
  clear_away: 'broom',
};

/** What a shift is: task, hours, what to bring. */
export function ShiftFacts({ shift }: { shift: Shift }) {
  return (
    <>
      <p class={css.task}>
        <Icon name={ICONS[shift.task]} /> {t(`task.${shift.task}`)}
        <span class={css.hours}>{formatSpan(shift.startsAt, shift.endsAt)}</span>
      </p>
      <p class="soft">{t(`volunteer.bring.${shift.task}`)}</p>
    </>
  );
}
