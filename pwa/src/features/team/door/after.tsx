import { useState } from 'preact/hooks';
import { ApiProblem, call } from '../../../api/client';
import { t } from '../../../i18n/i18n';
import { explain } from '../../../i18n/problem';
import { useAttempt } from '../../../state/attempt';
import { inWindow } from '../../../state/kept';
import { useReading } from '../../../state/reading';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { TextArea } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Table } from '../table';
import css from './door.module.css';

const NOTE = '/api/sessions/{session}/note';

/** What went well, for the organisers only. What is being written outlives a reload, and another's text is not lost. */
export function Note({ session }: { session: string }) {
  const draft = `note-${session}`;
  const [typed, setTyped] = useState(inWindow.read<string>(draft));
  const [changed, setChanged] = useState(false);
  const [saved, setSaved] = useState(false);
  const { busy, error, run } = useAttempt();
  const note = useReading(session, () => call('get', NOTE, { path: { session } }), { steady: true });
  const text = typed ?? note.value?.text ?? '';
  const write = (value: string) => {
    setTyped(value);
    setSaved(false);
    inWindow.write(draft, value);
  };
  const save = () =>
    run(
      async () => {
        const ifMatch = `"v${note.value?.version ?? 0}"`;
        note.show(await call('put', NOTE, { path: { session }, body: { text }, ifMatch }));
        inWindow.forget(draft);
        setTyped(undefined);
        setChanged(false);
        setSaved(true);
      },
      problem => {
        const quicker = problem instanceof ApiProblem && problem.code === 'note.changed';
        if (quicker) void note.again().then(() => setChanged(true));
        return quicker;
      },
    );
  return (
    <section>
      <h2>{t('door.note')}</h2>
      {changed && (
        <Notice tone="bad">
          <p>{t('door.note.changed')}</p>
          <blockquote dir="auto">{note.value?.text}</blockquote>
        </Notice>
      )}
      <TextArea
        label={t('door.note.label')}
        hint={t('door.note.hint')}
        maxLength={4000}
        value={text}
        onInput={event => write(event.currentTarget.value)}
      />
      <Alert text={error ?? (note.error ? explain(note.error) : undefined)} />
      <Button icon="check" busy={busy} onClick={save}>
        {t('do.save')}
      </Button>
      <div role="status">{saved && <Notice tone="good">{t('is.saved')}</Notice>}</div>
    </section>
  );
}

/** How it felt, once enough have said so, and the code that leads there. */
export function Felt({ session }: { session: string }) {
  const { value: results, error } = useReading(session, () =>
    call('get', '/api/sessions/{session}/pulse', { path: { session } }),
  );
  if (!results) return <Alert text={error ? explain(error) : undefined} />;
  const { counts, url, qr, size } = results;
  return (
    <section>
      <h2>{t('door.pulse')}</h2>
      <p>{t('door.pulse.hint')}</p>
      <a href={url}>
        <svg class={css.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('door.pulse.open')}>
          <path d={qr} />
        </svg>
      </a>
      <Table
        caption={t('door.pulse.answers')}
        empty={t('door.pulse.few')}
        rows={counts}
        keyOf={({ who, question }) => who + question}
        columns={[
          { name: t('door.pulse.question'), cell: row => t(`door.pulse.${row.who}.${row.question}`) },
          { name: t('door.pulse.good'), cell: row => row.good, number: true },
          { name: t('door.pulse.middling'), cell: row => row.middling, number: true },
          { name: t('door.pulse.bad'), cell: row => row.bad, number: true },
        ]}
      />
    </section>
  );
}
