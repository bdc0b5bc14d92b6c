import { t } from '../../../i18n/i18n';
import { Select, TextField } from '../../../ui/field';
import type { Form } from './change-form';

interface Props {
  form: Form;
  onChange(change: Partial<Form>): void;
}

const DOORS = ['usual', 'main', 'pavilion', 'street'] as const;

/** The new day and hours, by the clocks at the place. */
export function Hours({ form, onChange }: Props) {
  return (
    <>
      <TextField
        label={t('announcement.date')}
        type="date"
        dir="ltr"
        value={form.date}
        onInput={event => onChange({ date: event.currentTarget.value })}
      />
      <TextField
        label={t('announcement.from')}
        type="time"
        dir="ltr"
        value={form.from}
        onInput={event => onChange({ from: event.currentTarget.value })}
      />
      <TextField
        label={t('announcement.to')}
        type="time"
        dir="ltr"
        value={form.to}
        onInput={event => onChange({ to: event.currentTarget.value })}
      />
    </>
  );
}

/** The way in that day. */
export function Doors({ form, onChange }: Props) {
  return (
    <>
      <Select<Form['door']>
        label={t('announcement.door')}
        value={form.door}
        options={DOORS.map(kind => [kind, t(`announcement.door.${kind}`)] as const)}
        onChange={door => onChange({ door })}
      />
      {(form.door === 'pavilion' || form.door === 'street') && (
        <TextField
          label={t('announcement.door.name')}
          maxLength={120}
          value={form.name}
          onInput={event => onChange({ name: event.currentTarget.value })}
        />
      )}
      {form.door !== 'usual' && (
        <TextField
          label={t('announcement.door.floor')}
          inputMode="numeric"
          maxLength={3}
          value={form.floor}
          onInput={event => onChange({ floor: event.currentTarget.value })}
        />
      )}
    </>
  );
}
