import { useState } from 'preact/hooks';
import type { SeasonDate, SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Stepper } from '../../../ui/stepper';
import { usePlanning } from './planning';

type Task = SeasonDate['tasks'][number]['task'];

export const TASKS: readonly Task[] = [
  'set_up',
  'welcome',
  'interpret',
  'instruments',
  'waffles',
  'clear_away',
];

interface Props {
  plan: SeasonPlan;
  date: string;
  onPlan(plan: SeasonPlan): void;
}

/** The hands that the tasks of a date need: its own, or those of the place until it has some. */
export function TasksOf({ plan, date, onPlan }: Props) {
  const day = plan.dates.find(each => each.date === date);
  if (!day) return <p class="soft">{t('season.tasks.save_first')}</p>;
  return <Tasks key={plan.version} plan={plan} day={day} onPlan={onPlan} />;
}

function Tasks({ plan, day, onPlan }: { plan: SeasonPlan; day: SeasonDate; onPlan(plan: SeasonPlan): void }) {
  const own = day.tasks.length > 0 || plan.status === 'published';
  const start = (own ? day.tasks : plan.tasks) as { task: Task; hands: number }[];
  const handsOf = (task: Task) => start.find(each => each.task === task)?.hands ?? 0;
  const [hands, setHands] = useState<Partial<Record<Task, number>>>({});
  const { busy, error, save } = usePlanning(plan, day.session, onPlan);
  const tasks = TASKS.filter(task => hands[task] !== undefined).map(task => ({
    task,
    hands: hands[task] as number,
  }));
  return (
    <>
      <h4>{t('season.tasks')}</h4>
      {!own && <p class="soft">{t('season.tasks.usual')}</p>}
      {TASKS.map(task => {
        const taken = day.tasks.find(each => each.task === task)?.taken ?? 0;
        const label = taken
          ? `${t(`task.${task}`)} (${t('season.tasks.taken', { n: taken })})`
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
      <Alert text={error} />
      {tasks.length > 0 && (
        <Button icon="check" busy={busy} onClick={() => save({ tasks })}>
          {t('do.save')}
        </Button>
      )}
    </>
  );
}
