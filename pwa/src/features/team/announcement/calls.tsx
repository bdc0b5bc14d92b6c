import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { directionOf, LANGUAGES } from '../../../i18n/languages';
import { useAttempt } from '../../../state/attempt';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Check } from '../../../ui/field';
import { More } from '../../../ui/more';
import css from './announcement.module.css';

type Call = components['schemas']['Call'];

interface Props {
  announcement: string;
  /** How many were rung, as the server last said: when others tick, the open list is read again. */
  ticked: number;
  onTick(): unknown;
}

/** Families whom neither push nor mail reached, with number and words; opened knowingly, ticked off together. */
export function Calls({ announcement, ticked, onTick }: Props) {
  const [calls, setCalls] = useState<Call[]>();
  const { busy, error, run } = useAttempt();
  const open = () =>
    run(async () =>
      setCalls(await call('post', '/api/announcements/{announcement}/calls', { path: { announcement } })),
    );
  const tick = (family: string, done: boolean) => {
    setCalls(calls?.map(one => (one.family === family ? { ...one, done } : one)));
    return run(async () => {
      const path = { announcement, family };
      setCalls(
        await call('put', '/api/announcements/{announcement}/calls/{family}', { path, body: { done } }),
      );
      await onTick();
    });
  };
  useEffect(() => {
    if (calls && calls.filter(one => one.done).length !== ticked) void open();
  }, [ticked]);
  return (
    <>
      <p class="soft">{t('announcement.calls.hint')}</p>
      {!calls && (
        <Button icon="phone" busy={busy} onClick={open}>
          {t('announcement.calls')}
        </Button>
      )}
      <Alert text={error} />
      <div role="status">{calls?.length === 0 && <p>{t('announcement.calls.none')}</p>}</div>
      {calls?.map(one => (
        <One key={one.family} call={one} onTick={done => void tick(one.family, done)} />
      ))}
    </>
  );
}

function One({ call, onTick }: { call: Call; onTick(done: boolean): void }) {
  const { phone, lang, text, norwegian, bounced, done } = call;
  const versions =
    lang === 'nb'
      ? ([['nb', norwegian]] as const)
      : ([
          [lang, text],
          ['nb', norwegian],
        ] as const);
  return (
    <section aria-label={phone}>
      <p>
        <ButtonLink icon="phone" href={`tel:${phone}`}>
          <bdi>{phone}</bdi> · {LANGUAGES[lang].name}
        </ButtonLink>
      </p>
      {bounced && <p class="soft">{t('announcement.calls.bounced')}</p>}
      <More icon="speak" title={t('announcement.calls.words')}>
        {versions.map(([code, words]) => (
          <div key={code}>
            <p lang={code} dir={directionOf(code)} class={css.words}>
              {words}
            </p>
            <ButtonLink look="quiet" icon="mail" href={smsTo(phone, words)}>
              {t('announcement.calls.sms', { language: LANGUAGES[code].name })}
            </ButtonLink>
          </div>
        ))}
      </More>
      <Check
        label={t('announcement.calls.done')}
        checked={done}
        onChange={event => onTick(event.currentTarget.checked)}
      />
    </section>
  );
}

/** The phone's own message, already written. Old phones show marks of direction as boxes, so they are left out. */
const smsTo = (phone: string, words: string) =>
  `sms:${phone}?&body=${encodeURIComponent(words.replace(/[\u2066-\u2069]/g, ''))}`;
