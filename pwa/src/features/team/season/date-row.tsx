import type { ComponentChildren } from 'preact';
import type { NotedDate } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { More } from '../../../ui/more';
import { HoursFields } from './hours-fields';
import { type Dated, dayOf, hoursOf, wordsOf } from './plan';
import css from './season.module.css';

interface Props {
  dated: Dated;
  notes: NotedDate['notes'];
  onChange(dated: Dated): void;
  onRemove(): void;
  children: ComponentChildren;
}

/** A date of a draft: what to look at, a way to take it out, and below a tap its hours, room and tasks. */
export function DateRow({ dated, notes, onChange, onRemove, children }: Props) {
  return (
    <div class={css.card}>
      <div class={css.line}>
        <h3>{dayOf(dated.date)}</h3>
        <Button
          look="quiet"
          icon="cross"
          aria-label={`${t('season.remove')}: ${dayOf(dated.date)}`}
          onClick={onRemove}
        >
          {t('season.remove')}
        </Button>
      </div>
      {notes.length > 0 && (
        <p class={css.note}>
          <Icon name="warning" /> {wordsOf(notes)}
        </p>
      )}
      <More icon="clock" title={hoursOf(dated)}>
        <HoursFields dated={dated} onChange={onChange} />
        {children}
      </More>
    </div>
  );
}
