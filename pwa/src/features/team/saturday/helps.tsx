import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { formatDate } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { sumOf } from '../../../state/heads';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { languageName } from './language';
import type { Saturday } from './saturday';
import css from './saturday.module.css';

type Help = components['schemas']['Help'];

/** What helps the children: a number, until the leader of the day opens it knowingly. */
export function Helps({ saturday }: { saturday: Saturday }) {
  const { helps, over, asOf, helpsFrom, session } = saturday;
  const closed = over || session.status === 'cancelled';
  const early = new Date(asOf) < new Date(helpsFrom);
  return (
    <section aria-labelledby="helps">
      <h2 id="helps">{t('saturday.helps')}</h2>
      {closed && <p class="soft">{t('saturday.helps.over')}</p>}
      {!closed && (
        <p class={helps ? '' : 'soft'}>
          {helps ? t('saturday.helps.some', { n: helps }) : t('saturday.helps.none')}
        </p>
      )}
      {!closed && helps > 0 && early && (
        <p class="soft">{t('saturday.helps.from', { date: formatDate(helpsFrom) })}</p>
      )}
      {!closed && helps > 0 && !early && <Opening session={session.id} />}
    </section>
  );
}

/** The texts are here while they are looked at: another page or a hidden screen closes them. */
function Opening({ session }: { session: string }) {
  const [texts, setTexts] = useState<Help[]>();
  const [late, setLate] = useState(false);
  const { busy, error, run } = useAttempt();
  const close = () => setTexts(undefined);
  useEffect(() => {
    document.addEventListener('visibilitychange', close);
    addEventListener('pagehide', close);
    return () => {
      document.removeEventListener('visibilitychange', close);
      removeEventListener('pagehide', close);
    };
  }, []);
  const open = () =>
    run(
      async () => setTexts(await call('post', '/api/sessions/{session}/helps/open', { path: { session } })),
      problem => {
        const now = problem instanceof ApiProblem && problem.code === 'helps.not_now';
        setLate(now);
        return now;
      },
    );
  return (
    <>
      {!texts && <p>{t('saturday.helps.why')}</p>}
      <Alert text={late ? t('saturday.helps.not_now') : error} />
      <Button
        icon={texts ? 'cross' : 'heart'}
        busy={busy}
        aria-expanded={Boolean(texts)}
        onClick={texts ? close : open}
      >
        {texts ? t('saturday.helps.close') : t('saturday.helps.open')}
      </Button>
      <ul class={css.texts} aria-live="polite">
        {texts?.map((help, nth) => (
          <li key={nth}>
            <bdi>{help.text}</bdi>
            <p class="soft">
              {help.family && (
                <>
                  <bdi>{help.family}</bdi>,{' '}
                </>
              )}
              {t('saturday.family_of', { n: sumOf(help.company), lang: languageName(help.lang) })}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
