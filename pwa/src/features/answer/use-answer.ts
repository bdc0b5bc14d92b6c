import { useState } from 'preact/hooks';
import { ApiProblem, call, isStatus } from '../../api/client';
import type { Company, SessionBrief } from '../../api/types';
import { lang } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { explain } from '../../i18n/problem';
import { refreshAll } from '../../state/data';
import { me, refreshMe } from '../../state/me';
import { forget } from '../../state/outbox';
import { answer } from '../../state/send-answer';

/** Whether the browser keeps cookies: the one that we set is the family's only key. */
function keepsCookies(): boolean {
  // biome-ignore lint/suspicious/noDocumentCookie: Safari has no Cookie Store API before 18.4
  document.cookie = 'probe=1; path=/; max-age=60; samesite=lax';
  return navigator.cookieEnabled && document.cookie.includes('probe=1');
}

/** Answering, with what the page shows meanwhile. Every action keeps the error until the next one. */
export function useAnswer({ id: session, revision: seen }: SessionBrief) {
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
      if (isStatus(problem, 409)) void refreshAll(); // it is not as it was shown
      return false;
    } finally {
      setBusy(false);
    }
  }

  /** A family that the browser would forget at once is not made. */
  async function give(body: Parameters<typeof answer>[1]): Promise<void> {
    if (!me.peek()?.family && !keepsCookies()) throw new ApiProblem(0, { code: 'cookies.blocked' });
    await answer(session, body);
  }

  return {
    busy,
    error,
    come: (company: Company) => act(() => give({ coming: true, company, lang: spoken(lang()), seen })),
    stay: () => act(() => give({ coming: false, lang: spoken(lang()) })),
    undo: () =>
      act(async () => {
        await forget(session);
        await call('delete', '/api/sessions/{session}/answer', { path: { session } });
      }),
    seen: () => forget(session),
  };
}
