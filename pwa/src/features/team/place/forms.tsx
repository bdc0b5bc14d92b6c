import { t } from '../../../i18n/i18n';
import { Check, Select, TextField } from '../../../ui/field';
import { capacityOf, written } from '../season/plan';
import css from '../season/season.module.css';
import { SettingsForm, type SettingsProps } from './form';

type LineProps = {
  form: { values: object; set(change: object): void; wrong: readonly string[] };
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'email' | 'tel' | 'time';
  numeric?: boolean;
  maxLength?: number;
};

/** One field of a form, by the name that it has in the contract. */
function Line({ form, name, label, hint, type = 'text', numeric, maxLength = 120 }: LineProps) {
  const wrong = form.wrong.includes(name);
  return (
    <TextField
      label={label}
      {...(hint && { hint })}
      type={type}
      error={wrong ? t('err.invalid') : undefined}
      {...(numeric && { inputMode: 'numeric' as const })}
      {...(type !== 'time' && { maxLength })}
      value={String((form.values as Record<string, unknown>)[name] ?? '')}
      onInput={event => form.set({ [name]: event.currentTarget.value })}
    />
  );
}

const whole = (text: string | number): number => Number.parseInt(String(text), 10) || 0;

/** Hours and room of a new Saturday. */
export function Usual(props: SettingsProps) {
  const { usualFrom, usualTo, usualCapacity } = props.settings;
  return (
    <SettingsForm
      {...props}
      name="usual"
      title={t('season.set.usual')}
      lead={t('season.set.usual.hint')}
      start={{ usualFrom, usualTo, usualCapacity: written(usualCapacity) }}
      bodyOf={({ usualCapacity: room, ...hours }) => ({
        ...hours,
        usualCapacity: capacityOf(room).capacity ?? 0,
      })}
    >
      {form => (
        <>
          <div class={css.pair}>
            <Line form={form} name="usualFrom" type="time" label={t('season.from')} />
            <Line form={form} name="usualTo" type="time" label={t('season.to')} />
          </div>
          <Line
            form={form}
            name="usualCapacity"
            numeric
            label={t('season.capacity')}
            hint={t('season.capacity.hint')}
            maxLength={4}
          />
        </>
      )}
    </SettingsForm>
  );
}

/** When families and volunteers are reminded, and who has not answered is asked. */
export function Reminders(props: SettingsProps) {
  const { remindAt, morningAt, askEnabled, askDaysBefore, askAt } = props.settings;
  return (
    <SettingsForm
      {...props}
      name="reminders"
      title={t('season.set.reminders')}
      start={{ remindAt, morningAt, askEnabled, askDaysBefore: String(askDaysBefore), askAt }}
      bodyOf={values => ({ ...values, askDaysBefore: whole(values.askDaysBefore) })}
    >
      {form => (
        <>
          <div class={css.pair}>
            <Line form={form} name="remindAt" type="time" label={t('season.set.remind_at')} />
            <Line form={form} name="morningAt" type="time" label={t('season.set.morning_at')} />
          </div>
          <Check
            label={t('season.set.ask')}
            checked={form.values.askEnabled}
            onChange={event => form.set({ askEnabled: event.currentTarget.checked })}
          />
          {form.values.askEnabled && (
            <div class={css.pair}>
              <Line form={form} name="askDaysBefore" numeric label={t('season.set.ask_days')} maxLength={2} />
              <Line form={form} name="askAt" type="time" label={t('season.set.ask_at')} />
            </div>
          )}
        </>
      )}
    </SettingsForm>
  );
}

const DOORS = ['main', 'pavilion', 'street'] as const;

/** Address and door, as every language renders them. */
export function Where(props: SettingsProps) {
  const { name, venue, street, postcode, town, latitude, longitude, door } = props.settings;
  return (
    <SettingsForm
      {...props}
      name="where"
      title={t('season.set.where')}
      lead={t('season.set.now')}
      start={{
        ...{ name, venue, street, postcode, town },
        ...{ latitude: String(latitude), longitude: String(longitude) },
        ...{ kind: door.kind, door: door.name, floor: String(door.floor ?? ''), lift: door.lift },
      }}
      bodyOf={({ kind, door: beside, floor, lift, latitude: north, longitude: east, ...lines }) => ({
        ...lines,
        latitude: Number(north.replace(',', '.')),
        longitude: Number(east.replace(',', '.')),
        door: {
          kind,
          name: kind === 'main' ? '' : beside,
          lift,
          ...(floor.trim() && { floor: whole(floor) }),
        },
      })}
    >
      {form => (
        <>
          <Line form={form} name="name" label={t('season.set.name')} maxLength={80} />
          <Line form={form} name="venue" label={t('season.set.venue')} />
          <Line form={form} name="street" label={t('season.set.street')} />
          <div class={css.pair}>
            <Line form={form} name="postcode" numeric label={t('season.set.postcode')} maxLength={4} />
            <Line form={form} name="town" label={t('season.set.town')} maxLength={80} />
            <Line form={form} name="latitude" label={t('season.set.latitude')} maxLength={20} />
            <Line form={form} name="longitude" label={t('season.set.longitude')} maxLength={20} />
          </div>
          <Select
            label={t('season.set.door')}
            value={form.values.kind}
            options={DOORS.map(kind => [kind, t(`season.set.door.${kind}`)] as const)}
            onChange={kind => form.set({ kind })}
          />
          {form.values.kind !== 'main' && <Line form={form} name="door" label={t('season.set.door.name')} />}
          <Line form={form} name="floor" label={t('season.set.floor')} maxLength={3} />
          <Check
            label={t('season.set.lift')}
            checked={form.values.lift}
            onChange={event => form.set({ lift: event.currentTarget.checked })}
          />
        </>
      )}
    </SettingsForm>
  );
}

/** Whom families and the program turn to. */
export function Contact(props: SettingsProps) {
  const { contactEmail, contactPhone, organiserEmail } = props.settings;
  return (
    <SettingsForm
      {...props}
      name="contact"
      title={t('season.set.contact')}
      lead={t('season.set.now')}
      start={{ contactEmail, contactPhone, organiserEmail }}
      bodyOf={values => values}
    >
      {form => (
        <>
          <Line form={form} name="contactPhone" type="tel" label={t('season.set.phone')} maxLength={30} />
          <Line form={form} name="contactEmail" type="email" label={t('season.set.email')} maxLength={254} />
          <Line
            form={form}
            name="organiserEmail"
            type="email"
            label={t('season.set.organiser_email')}
            hint={t('season.set.organiser_email.hint')}
            maxLength={254}
          />
        </>
      )}
    </SettingsForm>
  );
}

const MINUTES = 60;

/** What few places change: waiting list, shifts given back, certificates. */
export function Rules(props: SettingsProps) {
  const { offerHoldMinutes, smallerMayPass, giveBackHours, certificateMonths } = props.settings;
  return (
    <SettingsForm
      {...props}
      name="rules"
      title={t('season.set.rules')}
      start={{
        offerHoldMinutes: String(Math.round(offerHoldMinutes / MINUTES)),
        smallerMayPass,
        giveBackHours: String(giveBackHours),
        certificateMonths: String(certificateMonths),
      }}
      bodyOf={values => ({
        smallerMayPass: values.smallerMayPass,
        offerHoldMinutes: whole(values.offerHoldMinutes) * MINUTES,
        giveBackHours: whole(values.giveBackHours),
        certificateMonths: whole(values.certificateMonths),
      })}
    >
      {form => (
        <>
          <Line form={form} name="offerHoldMinutes" numeric label={t('season.set.hold')} maxLength={3} />
          <Check
            label={t('season.set.smaller')}
            checked={form.values.smallerMayPass}
            onChange={event => form.set({ smallerMayPass: event.currentTarget.checked })}
          />
          <Line form={form} name="giveBackHours" numeric label={t('season.set.give_back')} maxLength={3} />
          <Line
            form={form}
            name="certificateMonths"
            numeric
            label={t('season.set.certificate')}
            maxLength={3}
          />
        </>
      )}
    </SettingsForm>
  );
}
