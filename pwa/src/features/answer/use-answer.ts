import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Answer, Company } from '../../api/types';
import { lang } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { explain } from '../../i18n/problem';
import { me, refreshMe } from '../../state/me';
import { answer, forget, waitingFor } from '../../state/outbox';

/** How a family's answer to a session stands: on the server, or still on this phone. */
export interface Standing {
  state?: Answer['state'];
  answer?: Answer;
  company?: Company;
  /** Not sent yet. */
  waiting: boolean;
  /** Refused while nobody looked; shown until the person has seen it. */
  refused?: { status: number; code: string };
}

/** Reads how the family's answer stands; a component that calls it follows every change. */
export function standingOf(session: string): Standing {
  const known = me.value?.answers.find(one => one.session.id === session);
  const unsent = waitingFor(session);
  if (!unsent || unsent.refused) {
    return {
      state: known?.state,
      answer: known,
      company: known?.company,
      waiting: false,
      refused: unsent?.refused,
    };
  }
  const { coming, company } = JSON.parse(unsent.body ?? '{}');
  return { state: coming ? 'coming' : 'not_coming', company, waiting: true };
}

/** Answering, with what the page shows meanwhile. Every action keeps the error until the next one. */
export function useAnswer(session: string) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function act(what: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setError(undefined);
    try {
      await what();
      await refreshMe().catch(() => undefined);
      return true;
    } catch (problem) {
      setError(explain(problem));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    come: (company: Company) => act(() => answer(session, { coming: true, company, lang: spoken(lang()) })),
    stay: () => act(() => answer(session, { coming: false, lang: spoken(lang()) })),
    undo: () =>
      act(async () => {
        await forget(session);
        await call('delete', '/api/sessions/{session}/answer', { path: { session } });
      }),
    seen: () => forget(session),
  };
}
