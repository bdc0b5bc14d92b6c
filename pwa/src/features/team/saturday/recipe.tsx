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

const unitOf = (unit: 'g' | 'ml' | 'tsp') => ` (${t(`saturday.unit.${unit}`, { amount: '' }).trim()})`;

/** The amounts in the order of a recipe, each with its bounds in the contract. */
const AMOUNTS: readonly [keyof Recipe, number, number, () => string][] = [
  ['flour', 0, 3000, () => t('saturday.food.flour') + unitOf('g')],
  ['sugar', 0, 3000, () => t('saturday.food.sugar') + unitOf('g')],
  ['bakingPowder', 0, 50, () => t('saturday.food.baking_powder') + unitOf('tsp')],
  ['cardamom', 0, 50, () => t('saturday.food.cardamom') + unitOf('tsp')],
  ['salt', 0, 50, () => t('saturday.food.salt') + unitOf('tsp')],
  ['milk', 0, 5000, () => t('saturday.food.milk') + unitOf('ml')],
  ['eggs', 0, 50, () => t('saturday.food.eggs')],
  ['butter', 0, 3000, () => t('saturday.food.butter') + unitOf('g')],
  ['jam', 0, 5000, () => t('saturday.food.jam') + unitOf('g')],
  ['brownCheese', 0, 5000, () => t('saturday.food.brown_cheese') + unitOf('g')],
  ['heartsPerPerson', 1, 30, () => t('saturday.recipe.hearts_per_person')],
  ['heartsPerIronHour', 10, 500, () => t('saturday.recipe.hearts_per_iron_hour')],
  ['servingMinutes', 10, 300, () => t('saturday.recipe.serving_minutes')],
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
        say(t('saturday.recipe.saved'));
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
      <Alert text={refused ? t('saturday.recipe.changed') : error} />
      <Button type="submit" busy={busy}>
        {t('saturday.recipe.save')}
      </Button>
    </form>
  );
}
