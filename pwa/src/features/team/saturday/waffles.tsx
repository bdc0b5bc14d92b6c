import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { explain } from '../../../i18n/problem';
import { useReading } from '../../../state/reading';
import { Alert } from '../../../ui/alert';
import { Card } from '../../../ui/card';
import { More } from '../../../ui/more';
import { Split } from '../toolbar';
import { inKitchen } from './kitchen';
import { Texts } from './needs';
import { NumberField } from './number-field';
import { RecipeForm } from './recipe';
import css from './saturday.module.css';

export type Waffles = components['schemas']['Waffles'];

/** How many eat, and how many of them without what. */
interface Eaters {
  heads: number;
  glutenFree: number;
  milkFree: number;
  eggFree: number;
}

const DIETS = { glutenFree: 'gluten_free', milkFree: 'milk_free', eggFree: 'egg_free' } as const;
const MOST = 3000;

/** Batter, irons and shopping for the day. Numbers are suggested; whoever reads the texts beside them decides. */
export default function WafflesPart({ session, place }: { session: string; place: string }) {
  const [typed, setTyped] = useState<Eaters>();
  const query = Object.fromEntries(Object.entries(typed ?? {}).map(([name, n]) => [name, String(n)]));
  const tooMany = typed && typed.glutenFree + typed.milkFree + typed.eggFree > typed.heads;
  const reading = useReading(
    JSON.stringify(query),
    () => call('get', '/api/sessions/{session}/waffles', { path: { session }, query }),
    { off: tooMany, steady: true },
  );
  const waffles = reading.value;
  const error = reading.error ? explain(reading.error) : undefined;
  const eaters = typed ?? (waffles && { heads: waffles.heads, ...waffles.diets });
  const change = (name: keyof Eaters) => (n: number) => eaters && setTyped({ ...eaters, [name]: n });
  if (!waffles || !eaters) return <Alert text={error} />;
  return (
    <>
      <Split>
        <div class={css.numbers}>
          <NumberField
            label={t('saturday.waffles.heads')}
            value={eaters.heads}
            max={MOST}
            onChange={change('heads')}
          />
          {(Object.keys(DIETS) as (keyof typeof DIETS)[]).map(diet => (
            <NumberField
              key={diet}
              label={t(`saturday.waffles.${DIETS[diet]}`)}
              value={eaters[diet]}
              max={MOST}
              onChange={change(diet)}
            />
          ))}
        </div>
        <div>
          <p class="soft">{t('saturday.waffles.hint')}</p>
          <Texts texts={waffles.allergies} />
        </div>
      </Split>
      <Alert text={tooMany ? t('saturday.waffles.too_many') : error} />
      {!tooMany && <Result waffles={waffles} />}
      <More icon="waffle" title={t('saturday.recipe')}>
        <RecipeForm kept={waffles.kept} place={place} onKept={reading.again} />
      </More>
    </>
  );
}

function Result({ waffles: { hearts, irons, batters, shopping } }: { waffles: Waffles }) {
  return (
    <>
      <p role="status">
        <b>{t('saturday.waffles.result', { hearts, irons })}</b>
      </p>
      <div class={css.bowls}>
        {batters.map(({ kind, portions, irons: own, amounts }) => (
          <Card key={kind}>
            <h3>
              {kind === 'ordinary' ? t('saturday.waffles.ordinary') : t(`saturday.waffles.${kind}`)}{' '}
              {t('saturday.waffles.for', { n: portions })}
            </h3>
            {kind !== 'ordinary' && <p class="soft">{t('saturday.waffles.irons', { n: own })}</p>}
            <ul>
              {amounts.map(({ what, amount, unit }) => (
                <li key={what}>
                  {t(`saturday.food.${what}`)}: {inKitchen(amount, unit)}
                </li>
              ))}
            </ul>
          </Card>
        ))}
        <Card>
          <h3>{t('saturday.waffles.shopping')}</h3>
          <ul>
            {shopping.map(({ what, packages, size, unit }) => (
              <li key={what}>
                {t(`saturday.food.${what}`)}: {packed(packages, size, unit)}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

/** "3 × 1 kg". How many spoons are in a box, nobody asks in a shop. */
const packed = (n: number, size: number, unit: Waffles['shopping'][number]['unit']): string =>
  unit === 'tsp' ? inKitchen(n, 'piece') : t('saturday.waffles.pack', { n, size: inKitchen(size, unit) });
