import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { CertificateState } from '../../../api/types';
import { wallClock } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Field, TextField } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { Toolbar } from '../toolbar';
import { CERTIFICATE_ICONS, certificateWords } from './words';

interface Props {
  known: CertificateState;
  path: { place: string; volunteer: string; task: CertificateState['task'] };
  onChange(): void;
}

type Note = 'asked' | 'shown';

/** What is known of the certificate for one task, and the two things to note of it: dates, and to whom. */
export function Certificate({ known, path, onChange }: Props) {
  const [noting, note] = useState<Note>();
  const task = t(`task.${known.task}`);
  const open = known.askedOn !== undefined && (!known.shownOn || known.askedOn > known.shownOn);
  const ask = t(known.askedOn ? 'volunteer.cert.ask_again' : 'volunteer.cert.ask');
  const todo = open ? t('volunteer.cert.show') : ask;
  const done = () => {
    note(undefined);
    say(t('is.saved'));
    onChange();
  };
  return (
    <li>
      <p>
        <b>{task}</b>
        {!known.needed && <span class="soft"> {t('volunteer.cert.not_needed')}</span>}
        <br />
        <Icon name={CERTIFICATE_ICONS[known.state]} /> {certificateWords(known)}
      </p>
      {noting ? (
        <Noting note={noting} path={path} onDone={done} onCancel={() => note(undefined)} />
      ) : (
        <Toolbar>
          <Button
            icon={open ? 'check' : 'plus'}
            aria-label={`${todo}: ${task}`}
            onClick={() => note(open ? 'shown' : 'asked')}
          >
            {todo}
          </Button>
        </Toolbar>
      )}
    </li>
  );
}

/** Today by the clock on the wall of the hall, as a date field has it. */
function today(): string {
  const { year, month, day } = wallClock(new Date());
  return [year, month, day].map(n => String(n).padStart(2, '0')).join('-');
}

interface NotingProps {
  note: Note;
  path: Props['path'];
  onDone(): void;
  onCancel(): void;
}

function Noting({ note, path, onDone, onCancel }: NotingProps) {
  const [on, setOn] = useState(today);
  const [to, setTo] = useState('');
  const { busy, error, run } = useAttempt();
  const save = () =>
    run(async () => {
      const shown = { on, ...(to.trim() && { to }) };
      if (note === 'asked')
        await call('put', '/api/places/{place}/volunteers/{volunteer}/certificates/{task}/asked', {
          path,
          body: { on },
        });
      else
        await call('put', '/api/places/{place}/volunteers/{volunteer}/certificates/{task}/shown', {
          path,
          body: shown,
        });
      onDone();
    });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t(`volunteer.cert.${note}_on`)}>
        {ties => (
          <input
            type="date"
            required
            max={today()}
            value={on}
            onInput={event => setOn(event.currentTarget.value)}
            {...ties}
          />
        )}
      </Field>
      {note === 'shown' && (
        <TextField
          label={t('volunteer.cert.to')}
          hint={t('volunteer.cert.to.hint')}
          maxLength={80}
          value={to}
          onInput={event => setTo(event.currentTarget.value)}
        />
      )}
      <Alert text={error} />
      <Toolbar>
        <Button type="submit" icon="check" busy={busy}>
          {t('do.save')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('do.cancel')}
        </Button>
      </Toolbar>
    </form>
  );
}
