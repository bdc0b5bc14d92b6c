import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { problem, serve } from '../../../testing/server';
import { inKitchen } from './kitchen';
import WafflesPart from './waffles';

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('staff.saturday');
});
afterEach(cleanup);

describe('the waffles', () => {
  const diets = { glutenFree: 1, milkFree: 0, eggFree: 0 };
  const recipe = {
    flour: 400,
    sugar: 120,
    bakingPowder: 2,
    cardamom: 2,
    salt: 1,
    milk: 700,
    eggs: 4,
    butter: 125,
    jam: 400,
    brownCheese: 300,
    heartsPerPerson: 6,
    heartsPerIronHour: 80,
    servingMinutes: 60,
  };
  const waffles = {
    heads: 5,
    diets,
    suggestedHeads: 5,
    suggestedDiets: diets,
    allergies: ['Cøliaki'],
    hearts: 30,
    irons: 2,
    batters: [],
    shopping: [{ what: 'flour', packages: 2, size: 1000, unit: 'g' }],
    kept: { recipe, version: 3 },
  };
  const eat = (n: string) =>
    fireEvent.change(screen.getByLabelText('Hvor mange spiser'), { target: { value: n } });

  test('are worked out anew for other numbers, beside what the families wrote', async () => {
    const fetched = serve(() => Response.json(waffles));
    render(<WafflesPart session="se" place="drammen" />);
    expect(await screen.findByText('Cøliaki')).toBeTruthy();
    expect(screen.getByText('Hvetemel: 2 × 1 kg')).toBeTruthy();
    eat('20');
    await waitFor(() =>
      expect(String(fetched.mock.calls.at(-1)?.[0])).toBe(
        '/api/sessions/se/waffles?heads=20&glutenFree=1&milkFree=0&eggFree=0',
      ),
    );
  });

  test('are not asked for when more go without than eat', async () => {
    const fetched = serve(() => Response.json(waffles));
    render(<WafflesPart session="se" place="drammen" />);
    await screen.findByText('Cøliaki');
    await waitFor(() =>
      expect(fetched.mock.calls.filter(([url]) => String(url).includes('waffles')).length).toBe(1),
    );
    eat('0');
    expect(await screen.findByText('Det er flere uten enn som spiser.')).toBeTruthy();
    expect(fetched.mock.calls.some(([url]) => String(url).includes('heads=0'))).toBe(false);
  });

  test('keep what was typed when somebody else changed the recipe (F21)', async () => {
    const fetched = serve((_, { method }) =>
      method === 'PUT' ? problem(412, 'recipe.changed') : Response.json(waffles),
    );
    render(<WafflesPart session="se" place="drammen" />);
    fireEvent.change(await screen.findByLabelText('Hvetemel (g)'), { target: { value: '500' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lagre oppskriften' }));
    expect(await screen.findByText(/Noen andre har endret oppskriften/)).toBeTruthy();
    expect((screen.getByLabelText('Hvetemel (g)') as HTMLInputElement).value).toBe('500');
    const put = fetched.mock.calls.find(([, init]) => init?.method === 'PUT');
    expect(new Headers(put?.[1]?.headers).get('if-match')).toBe('"v3"');
  });

  test('leave a number alone that is being typed when the page is drawn again', async () => {
    const answers: ((response: Response) => void)[] = [];
    serve(() => new Promise<Response>(resolve => answers.push(resolve)));
    render(<WafflesPart session="se" place="drammen" />);
    answers.shift()?.(Response.json(waffles));
    const field = (await screen.findByLabelText('Hvor mange spiser')) as HTMLInputElement;
    fireEvent.input(field, { target: { value: '40' } });
    fireEvent.change(screen.getByLabelText('Uten melk'), { target: { value: '1' } });
    await waitFor(() => expect(answers).toHaveLength(1));
    answers.shift()?.(Response.json({ ...waffles, hearts: 31 }));
    await screen.findByText(/31/);
    expect(field.value).toBe('40');
    fireEvent.change(field);
    fireEvent.blur(field);
    expect(field.value).toBe('40');
  });

  test('bring a number back that is none when its field is left', async () => {
    serve(() => Response.json(waffles));
    render(<WafflesPart session="se" place="drammen" />);
    const field = (await screen.findByLabelText('Hvor mange spiser')) as HTMLInputElement;
    fireEvent.input(field, { target: { value: '99999' } });
    fireEvent.change(field);
    fireEvent.blur(field);
    await waitFor(() => expect(field.value).toBe('3000'));
  });

  test('are measured as a kitchen does', () => {
    expect(inKitchen(1250, 'g')).toBe('1,25 kg');
    expect(inKitchen(175, 'ml')).toBe('1,75 dl');
    expect(inKitchen(13650, 'ml')).toBe('13,65 l');
    expect([0.5, 1, 1.5].map(n => inKitchen(n, 'tsp'))).toEqual(['½ ts', '1 ts', '1½ ts']);
  });
});
