import { useState } from 'preact/hooks';
import { ApiProblem, call } from '../../../api/client';
import type { SeasonDate, SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Stepper } from '../../../ui/stepper';
import { readPlan } from './editing';
import { ifMatch } from './plan';

type Task = SeasonDate['tasks'][number]['task'];
type Change = { capacity?: number; tasks?: { task: Task; hands: number }[] };

export const TASKS: readonly Task[] = [
  'set_up',
  'welcome',
  'interpret',
  'instruments',
  'waffles',
  'clear_away',
];

/** The number that a refusal names: fewer are not possible. */
export function refusedBelow(problem: unknown): string | undefined {
  if (!(problem instanceof ApiProblem) || !problem.code.startsWith('plan.')) return undefined;
  const n = problem.fields[0]?.rule ?? '';
  if (problem.code === 'plan.hands') return t('plan.err.plan.hands', { n });
  return problem.code === 'plan.capacity' ? t('plan.err.plan.capacity', { n }) : undefined;
}

/** Changes one Saturday's plan; after a refusal because somebody was quicker the newer plan is on the screen. */
export async function planSession(plan: SeasonPlan, session: string, body: Change): Promise<SeasonPlan> {
  try {
    const path = { session };
    return await call('patch', '/api/sessions/{session}/plan', {
      path,
      body,
      ifMatch: ifMatch(plan.version),
    });
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 412) {
      const next = await readPlan(plan.id);
      return planSession(next, session, body); // only this Saturday is written: nothing of the other's is lost
    }
    throw problem;
  }
}

interface Props {
  plan: SeasonPlan;
  date: string;
  onPlan(plan: SeasonPlan): void;
}

/** The hands that the tasks of a date need: its own, or those of the place until it has some. */
export function TasksOf({ plan, date, onPlan }: Props) {
  const day = plan.dates.find(each => each.date === date);
  if (!day) return <p class="soft">{t('plan.tasks.save_first')}</p>;
  return <Tasks key={plan.version} plan={plan} day={day} onPlan={onPlan} />;
}

function Tasks({ plan, day, onPlan }: { plan: SeasonPlan; day: SeasonDate; onPlan(plan: SeasonPlan): void }) {
  const own = day.tasks.length > 0 || plan.status === 'published';
  const start = (own ? day.tasks : plan.tasks) as { task: Task; hands: number }[];
  const handsOf = (task: Task) => start.find(each => each.task === task)?.hands ?? 0;
  const [hands, setHands] = useState<Partial<Record<Task, number>>>({});
  const [below, setBelow] = useState<string>();
  const { busy, error, run } = useAttempt();
  const save = () => {
    setBelow(undefined);
    const tasks = TASKS.filter(task => hands[task] !== undefined).map(task => ({
      task,
      hands: hands[task] as number,
    }));
    return run(
      async () => {
        onPlan(await planSession(plan, day.session, { tasks }));
        say(t('is.saved'));
      },
      problem => {
        const words = refusedBelow(problem);
        setBelow(words);
        return words !== undefined;
      },
    );
  };
  return (
    <>
      <h4>{t('plan.tasks')}</h4>
      {!own && <p class="soft">{t('plan.tasks.usual')}</p>}
      {TASKS.map(task => {
        const taken = day.tasks.find(each => each.task === task)?.taken ?? 0;
        const label = taken
          ? `${t(`task.${task}`)} (${t('plan.tasks.taken', { n: taken })})`
          : t(`task.${task}`);
        return (
          <Stepper
            key={task}
            label={label}
            max={50}
            value={hands[task] ?? handsOf(task)}
            onChange={n => setHands({ ...hands, [task]: n })}
          />
        );
      })}
      <Alert text={below ?? error} />
      {Object.keys(hands).length > 0 && (
        <Button icon="check" busy={busy} onClick={save}>
          {t('do.save')}
        </Button>
      )}
    </>
  );
}
