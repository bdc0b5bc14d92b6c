import { useState } from 'preact/hooks';
import { ApiProblem, call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { NumberField } from './number-field';
import css from './saturday.module.css';

type Recipe = components['schemas']['Recipe'];

interface Props {
  kept: components['schemas']['KeptRecipe'];
  place: string;
  /** The recipe is another now: saved here, or by somebody else. */
  onKept(): void;
}

const unitOf = (unit: 'g' | 'ml' | 'tsp') => ` (${t(`today.unit.${unit}`, { amount: '' }).trim()})`;

/** The amounts in the order of a recipe, each with its bounds in the contract. */
const AMOUNTS: readonly [keyof Recipe, number, number, () => string][] = [
  ['flour', 0, 3000, () => t('today.food.flour') + unitOf('g')],
  ['sugar', 0, 3000, () => t('today.food.sugar') + unitOf('g')],
  ['bakingPowder', 0, 50, () => t('today.food.baking_powder') + unitOf('tsp')],
  ['cardamom', 0, 50, () => t('today.food.cardamom') + unitOf('tsp')],
  ['salt', 0, 50, () => t('today.food.salt') + unitOf('tsp')],
  ['milk', 0, 5000, () => t('today.food.milk') + unitOf('ml')],
  ['eggs', 0, 50, () => t('today.food.eggs')],
  ['butter', 0, 3000, () => t('today.food.butter') + unitOf('g')],
  ['jam', 0, 5000, () => t('today.food.jam') + unitOf('g')],
  ['brownCheese', 0, 5000, () => t('today.food.brown_cheese') + unitOf('g')],
  ['heartsPerPerson', 1, 30, () => t('today.recipe.hearts_per_person')],
  ['heartsPerIronHour', 10, 500, () => t('today.recipe.hearts_per_iron_hour')],
  ['servingMinutes', 10, 300, () => t('today.recipe.serving_minutes')],
];

/** The place's own amounts. What somebody else saved meanwhile is not written over: it is looked at first. */
export function RecipeForm({ kept, place, onKept }: Props) {
  const [recipe, setRecipe] = useState(kept.recipe);
  const [refused, setRefused] = useState(false);
  const { busy, error, run } = useAttempt();
  const save = () =>
    run(
      async () => {
        setRefused(false);
        await call('put', '/api/places/{place}/recipe', {
          path: { place },
          body: recipe,
          ifMatch: `"v${kept.version}"`,
        });
        say(t('today.recipe.saved'));
        onKept();
      },
      problem => {
        const changed = problem instanceof ApiProblem && problem.code === 'recipe.changed';
        setRefused(changed);
        if (changed) onKept();
        return changed;
      },
    );
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <div class={css.numbers}>
        {AMOUNTS.map(([name, min, max, label]) => (
          <NumberField
            key={name}
            label={label()}
            min={min}
            max={max}
            value={recipe[name]}
            onChange={n => setRecipe(now => ({ ...now, [name]: n }))}
          />
        ))}
      </div>
      <Alert text={refused ? t('today.recipe.changed') : error} />
      <Button type="submit" busy={busy}>
        {t('today.recipe.save')}
      </Button>
    </form>
  );
}
