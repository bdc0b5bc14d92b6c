import { t } from '../../../i18n/i18n';
import { TypedField } from '../../../ui/typed-field';
import { capacityOf, type Dated, written } from './plan';
import css from './season.module.css';

/** Start, end and room of a date. A time that the browser finds incomplete changes nothing. */
export function HoursFields({ dated, onChange }: { dated: Dated; onChange(dated: Dated): void }) {
  const { capacity, ...rest } = dated;
  const time = (name: 'from' | 'to') => (
    <TypedField
      label={t(`season.${name}`)}
      type="time"
      value={dated[name]}
      onValue={text => text && onChange({ ...dated, [name]: text })}
    />
  );
  return (
    <>
      <div class={css.pair}>
        {time('from')}
        {time('to')}
      </div>
      <TypedField
        label={t('season.capacity')}
        hint={t('season.capacity.hint')}
        inputMode="numeric"
        maxLength={4}
        value={written(capacity)}
        onValue={text => onChange({ ...rest, ...capacityOf(text) })}
      />
    </>
  );
}
