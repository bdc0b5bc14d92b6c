import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { SchoolHoliday } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Select, TextField } from '../../../ui/field';
import { Waiting } from '../../../ui/waiting';
import { type SettingsProps, writing } from '../place/form';
import { dayOf } from './plan';
import css from './season.module.css';

const KINDS = ['winter', 'easter', 'summer', 'autumn', 'christmas', 'other'] as const;
const NEW: SchoolHoliday = { kind: 'winter', from: '', to: '' };

const labelOf = ({ kind, from, to }: SchoolHoliday) =>
  `${t(`season.school.${kind}`)}: ${dayOf(from)} – ${dayOf(to)}`;

/** When the schools around have holidays. Adding and taking out save at once. */
export function SchoolHolidays(props: SettingsProps) {
  const path = { place: props.settings.slug };
  const [next, setNext] = useState(NEW);
  const { busy, error, run } = useAttempt();
  const reading = useReading(`${props.settings.version}`, () =>
    call('get', '/api/places/{place}/school-holidays', { path }),
  );
  const holidays = reading.value;
  const write = (list: SchoolHoliday[]) =>
    run(async () => {
      const body = { holidays: list };
      await writing(props, ifMatch =>
        call('put', '/api/places/{place}/school-holidays', { path, body, ifMatch }),
      );
      setNext(NEW);
      say(t('is.saved'));
    });
  return (
    <Card labelledBy="school">
      <h2 id="school">{t('season.school')}</h2>
      <p class="soft">{t('season.school.hint')}</p>
      {reading.error !== undefined && <Waiting of={reading} />}
      {holidays?.length === 0 && <p>{t('season.school.none')}</p>}
      <ul class={css.list}>
        {holidays?.map(holiday => (
          <li key={`${holiday.from} ${holiday.kind}`} class={css.line}>
            {labelOf(holiday)}
            <Button
              look="quiet"
              icon="trash"
              busy={busy}
              aria-label={`${t('season.remove')}: ${labelOf(holiday)}`}
              onClick={() => write(holidays.filter(each => each !== holiday))}
            >
              {t('season.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {holidays && (
        <form
          onSubmit={event => {
            event.preventDefault();
            void write([...holidays, next]);
          }}
        >
          <Select
            label={t('season.school.kind')}
            value={next.kind}
            options={KINDS.map(kind => [kind, t(`season.school.${kind}`)] as const)}
            onChange={kind => setNext({ ...next, kind })}
          />
          <div class={css.pair}>
            <TextField
              label={t('season.school.first')}
              type="date"
              required
              value={next.from}
              onInput={event => setNext({ ...next, from: event.currentTarget.value })}
            />
            <TextField
              label={t('season.school.last')}
              type="date"
              required
              min={next.from}
              value={next.to}
              onInput={event => setNext({ ...next, to: event.currentTarget.value })}
            />
          </div>
          <Alert text={error} />
          <Button type="submit" icon="plus" busy={busy}>
            {t('season.school.add')}
          </Button>
        </form>
      )}
    </Card>
  );
}
