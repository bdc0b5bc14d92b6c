import type { Family } from '../../api/types';
import { t } from '../../i18n/i18n';
import { Select, TextField } from '../../ui/field';
import { useTyped } from '../../ui/typed-field';

const WHEN = ['day_before', 'morning', 'both', 'none'] as const;

type Reminding = Pick<Family, 'remindWhen' | 'remindAt'>;

interface Props {
  reminding: Reminding;
  /** Called with the one thing that was chosen. */
  onChange(change: Partial<Reminding>): void;
}

/** When somebody is reminded, and at which hour on the day before; an empty hour is the place's. */
export function When({ reminding: { remindWhen, remindAt = '' }, onChange }: Props) {
  const typed = useTyped(remindAt, () => undefined); // an hour is sent once, when the field is left
  return (
    <>
      <Select
        label={t('me.remind')}
        value={remindWhen}
        options={WHEN.map(when => [when, t(`me.remind.${when}`)] as const)}
        onChange={when => onChange({ remindWhen: when })}
      />
      {(remindWhen === 'day_before' || remindWhen === 'both') && (
        <TextField
          label={`${t('me.remind.day_before')}: ${t('me.remind.at')}`}
          type="time"
          dir="ltr"
          {...typed}
          onBlur={event => {
            typed.onBlur();
            const at = event.currentTarget.value;
            if (at !== remindAt) onChange({ remindAt: at });
          }}
        />
      )}
    </>
  );
}
