import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, call, isStatus } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { sumOf } from '../../../state/heads';
import { useReading } from '../../../state/reading';
import { ifMatch } from '../season/plan';
import { languageName } from './language';
import type { Saturday } from './saturday';

export type FamilyAnswer = components['schemas']['FamilyAnswer'];
export type Entered = components['schemas']['EnteredAnswer'];
type Changed = components['schemas']['ChangedAnswer'];

/** For how long what was done can be undone. */
const UNDO_MS = 15_000;

/** What was done last, in words, and how it is undone, if it can be. */
interface Done {
  text: string;
  undo?: (() => Promise<Done>) | undefined;
}

const LIST = '/api/sessions/{session}/answers';
const ONE = '/api/sessions/{session}/answers/{family}';

/** "Familie på 3, arabisk"; of who does not come only the language. */
export const sizeOf = ({ company, lang }: FamilyAnswer): string =>
  sumOf(company)
    ? t('saturday.family_of', { n: sumOf(company), lang: languageName(lang) })
    : languageName(lang);

/** How a family is found that rings: by its nickname, else by its size and language. */
export const nameOf = (answer: FamilyAnswer): string => answer.nickname ?? sizeOf(answer);

export const stateOf = ({ state }: FamilyAnswer): string => t(`saturday.answers.state.${state}`);

/** The answers to a session, and what an organiser does with one for a family that rings. */
export function useAnswers({ session, asOf }: Saturday) {
  const list = useReading(`${session.id} ${asOf}`, () =>
    call('get', LIST, { path: { session: session.id } }),
  );
  const { busy, error, run } = useAttempt();
  const [done, setDone] = useState<Done>();
  const [wrong, setWrong] = useState<string[]>([]);
  useEffect(() => {
    if (!done?.undo) return;
    const timer = setTimeout(() => setDone({ text: done.text }), UNDO_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const at = (family: string) => ({ session: session.id, family });
  const stands = (now: FamilyAnswer, who = nameOf(now)): string =>
    t('saturday.answers.now', { who, state: stateOf(now) });

  async function put(was: FamilyAnswer, version: number, body: Changed): Promise<Done> {
    const now = await call('put', ONE, { path: at(was.id), body, ifMatch: ifMatch(version) });
    return { text: stands(now, body.coming ? nameOf(now) : nameOf(was)), undo: saidBefore(was, now.version) };
  }
  async function remove(was: FamilyAnswer): Promise<Done> {
    await call('delete', ONE, { path: at(was.id), ifMatch: ifMatch(was.version) });
    return { text: t('saturday.answers.is.taken_back', { who: nameOf(was) }), undo: saidBefore(was, 0) };
  }
  /** Saying again what the family said before. An offer of seats cannot be made again. */
  function saidBefore(was: FamilyAnswer, version: number): Done['undo'] {
    if (was.state === 'offered' || was.state === 'lapsed') return undefined;
    const coming = was.state !== 'not_coming';
    return async () => {
      const { text } = await put(was, version, coming ? { coming, company: was.company } : { coming });
      return { text };
    };
  }
  /** Does it, says it, and reads the list again; also when somebody else was quicker. True when it is done. */
  async function act(deed: () => Promise<Done>): Promise<boolean> {
    let well = false;
    setDone(undefined);
    setWrong([]);
    await run(
      async () => {
        setDone(await deed());
        well = true;
        void list.again();
      },
      problem => {
        if (isStatus(problem, 412)) void list.again();
        if (problem instanceof ApiProblem) setWrong(problem.fields.map(({ field }) => field));
        return false;
      },
    );
    return well;
  }

  return {
    list,
    busy,
    error,
    /** The fields that were refused. */
    wrong,
    done,
    enter: (body: Entered) =>
      act(async () => {
        const now = await call('post', LIST, { path: { session: session.id }, body });
        return {
          text: stands(now),
          undo: async () => ({ text: (await remove(now)).text }),
        };
      }),
    change: (was: FamilyAnswer, body: Changed) => act(() => put(was, was.version, body)),
    takeBack: (was: FamilyAnswer) => act(() => remove(was)),
    undo: () => done?.undo && act(done.undo),
  };
}

export type Answers = ReturnType<typeof useAnswers>;
