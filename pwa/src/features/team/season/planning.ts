import { useState } from 'preact/hooks';
import { ApiProblem, call, isStatus } from '../../../api/client';
import type { SeasonDate, SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { readPlan } from './editing';
import { ifMatch } from './plan';

type Task = SeasonDate['tasks'][number]['task'];
type Change = { capacity?: number; tasks?: { task: Task; hands: number }[] };

/** The number that a refusal names: fewer are not possible. */
function refusedBelow(problem: unknown): string | undefined {
  if (!(problem instanceof ApiProblem) || !problem.code.startsWith('season.')) return undefined;
  const n = problem.fields[0]?.rule ?? '';
  if (problem.code === 'season.hands') return t('season.err.hands', { n });
  return problem.code === 'season.capacity' ? t('season.err.capacity', { n }) : undefined;
}

/** Changes one Saturday's plan; after a refusal because somebody was quicker the newer plan is on the screen. */
async function planSession(plan: SeasonPlan, session: string, body: Change): Promise<SeasonPlan> {
  try {
    const path = { session };
    return await call('patch', '/api/sessions/{session}/plan', {
      path,
      body,
      ifMatch: ifMatch(plan.version),
    });
  } catch (problem) {
    if (isStatus(problem, 412)) {
      const next = await readPlan(plan.id);
      return planSession(next, session, body); // only this Saturday is written: nothing of the other's is lost
    }
    throw problem;
  }
}

/** Saving a change of one Saturday's plan: whether it is under way, and in words why it did not go. */
export function usePlanning(plan: SeasonPlan, session: string, onPlan: (plan: SeasonPlan) => void) {
  const [below, setBelow] = useState<string>();
  const { busy, error, run } = useAttempt();
  const save = (change: Change, onSaved?: () => void) => {
    setBelow(undefined);
    return run(
      async () => {
        onPlan(await planSession(plan, session, change));
        onSaved?.();
        say(t('is.saved'));
      },
      problem => {
        const words = refusedBelow(problem);
        setBelow(words);
        return words !== undefined;
      },
    );
  };
  return { busy, error: below ?? error, save };
}
