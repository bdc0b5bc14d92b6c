import type { ComponentChildren } from 'preact';
import { formatList } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { to } from '../../../state/route';
import { Card } from '../../../ui/card';
import { Icon, type IconName } from '../../../ui/icon';
import { languageName } from './language';
import { missingOf, type Saturday } from './saturday';
import css from './saturday.module.css';

interface Props {
  saturday: Saturday;
  place: string;
}

/** What is lacking for the day, each with the way to mend it; or that nothing is. */
export function Decisions({ saturday, place }: Props) {
  if (saturday.over || saturday.session.status === 'cancelled') return null;
  const open = saturday.shifts.reduce((sum, shift) => sum + shift.open, 0);
  const missing = missingOf(saturday).map(languageName);
  const unreachable = saturday.reminders?.unreachable ?? 0;
  const { tooLarge } = saturday.families;
  return (
    <Card look="main" labelledBy="decide">
      <h2 id="decide">{t('saturday.decide')}</h2>
      <div role="status">
        {open + missing.length + unreachable + tooLarge === 0 && (
          <p class={css.iconed}>
            <Icon name="check" /> {t('saturday.decide.none')}
          </p>
        )}
      </div>
      <ul class={css.todo}>
        {missing.length > 0 && (
          <Todo icon="speak">
            <a href="#shifts">{t('saturday.missing', { langs: formatList(missing) })}</a>
          </Todo>
        )}
        {open > 0 && (
          <Todo icon="volunteer">
            <a href="#shifts">{t('saturday.open_shifts', { n: open })}</a>
          </Todo>
        )}
        {tooLarge > 0 && (
          <Todo icon="family">
            <a href={to(`/team/${place}/season`)}>{t('saturday.too_large')}</a>
          </Todo>
        )}
        {unreachable > 0 && (
          <Todo icon="phone">
            <a href={to(`/team/${place}/announcement`)}>{t('saturday.unreachable', { n: unreachable })}</a>
          </Todo>
        )}
      </ul>
    </Card>
  );
}

const Todo = ({ icon, children }: { icon: IconName; children: ComponentChildren }) => (
  <li>
    <Icon name={icon} />
    {children}
  </li>
);
