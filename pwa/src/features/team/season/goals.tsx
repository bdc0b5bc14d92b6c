import { call, isStatus } from '../../../api/client';
import type { SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { inWindow, useDraft } from '../../../state/kept';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { TextArea, TextField } from '../../../ui/field';
import { readPlan } from './editing';
import { ifMatch } from './plan';
import css from './season.module.css';

const GOALS = [
  'sessions',
  'children',
  'people',
  'new_families',
  'languages',
  'volunteers',
  'satisfaction',
] as const;
type Goal = (typeof GOALS)[number];

type Form = { text?: string } & { [G in Goal]?: string };

/** What the season should come to: numbers, and words of one's own. */
export function Goals({ plan, onPlan }: { plan: SeasonPlan; onPlan(plan: SeasonPlan): void }) {
  const name = `goals ${plan.id}`;
  const [form, setForm] = useDraft<Form>(name, {});
  const { busy, error, run } = useAttempt();
  const targetOf = (goal: Goal) =>
    form[goal] ?? String(plan.goals.find(each => each.goal === goal)?.target ?? '');
  const text = form.text ?? plan.goalText;
  const save = () =>
    run(async () => {
      const goals = GOALS.map(goal => ({ goal, target: Number.parseInt(targetOf(goal), 10) })).filter(
        ({ target }) => target >= 0,
      );
      try {
        const path = { season: plan.id };
        onPlan(
          await call('put', '/api/seasons/{season}/goals', {
            path,
            body: { goals, text },
            ifMatch: ifMatch(plan.version),
          }),
        );
      } catch (problem) {
        if (isStatus(problem, 412)) onPlan(await readPlan(plan.id));
        throw problem;
      }
      setForm({});
      inWindow.forget(name);
      say(t('is.saved'));
    });
  return (
    <Card labelledBy="goals">
      <h2 id="goals">{t('season.goals')}</h2>
      <p class="soft">{t('season.goals.hint')}</p>
      <div class={css.pair}>
        {GOALS.map(goal => (
          <TextField
            key={goal}
            label={t(`season.goal.${goal}`)}
            inputMode="numeric"
            maxLength={6}
            disabled={plan.closed}
            value={targetOf(goal)}
            onInput={event => setForm({ ...form, [goal]: event.currentTarget.value })}
          />
        ))}
      </div>
      <TextArea
        label={t('season.goals.text')}
        maxLength={600}
        disabled={plan.closed}
        value={text}
        onInput={event => setForm({ ...form, text: event.currentTarget.value })}
      />
      <Alert text={error} />
      {!plan.closed && (
        <Button icon="check" busy={busy} onClick={save}>
          {t('do.save')}
        </Button>
      )}
    </Card>
  );
}
