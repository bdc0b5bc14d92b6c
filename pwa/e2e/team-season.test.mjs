import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { faultsOf } from './support/look.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { arrives, field, fitsTheWidth, link, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** A half year that no place has yet. */
const YEAR = new Date().getFullYear() + 1;
const pad = n => String(n).padStart(2, '0');

/** The n-th Saturday of a month, as people write it: "26.1.". */
function saturday(month, nth) {
  const first = new Date(Date.UTC(YEAR, month - 1, 1)).getUTCDay();
  const day = 1 + ((6 - first + 7) % 7) + 7 * (nth - 1);
  return { text: `${day}.${month}.`, iso: `${YEAR}-${pad(month)}-${pad(day)}` };
}

describe('an organiser of a season', () => {
  let stage, server, kari, ola;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server } = stage);
    const options = { server };
    [kari, ola] = [await newPhone(stage.browser, options), await newPhone(stage.browser, options)];
    await Promise.all([
      becomeOrganiser(kari, stage, { name: 'Kari', place: 'drammen' }),
      becomeOrganiser(ola, stage, { name: 'Ola', place: 'drammen' }),
    ]);
  });
  after(() => stage?.close());

  const dates = page => page.getByRole('list').getByRole('heading', { level: 3 }).allInnerTexts();

  test('begins a draft and pastes dates as people write them', async () => {
    await kari.goto('/nb/team/drammen/season');
    await tap(kari, 'Ny sesong');
    await kari.getByRole('combobox', { name: 'Hvilket halvår?' }).selectOption({ label: `Høsten ${YEAR}` });
    await kari.getByRole('combobox', { name: 'Begynn med' }).selectOption({ label: 'En tom liste' });
    await tap(kari, 'Lag utkast');
    await arrives(kari, `Høsten ${YEAR}`);
    await tap(kari, 'Lim inn datoer');
    const written = `${saturday(9, 2).text} / ${saturday(10, 2).text} og ${saturday(11, 2).text}, 31.11., 17.5.`;
    await field(kari, 'Skriv eller lim inn datoer').fill(written);
    await sees(kari, /Dette forsto vi ikke: «31\.11\.»/);
    await sees(kari, /Utenfor halvåret, 17\. mai/);
    await kari.reload();
    await tap(kari, 'Lim inn datoer');
    assert.equal(
      await field(kari, 'Skriv eller lim inn datoer').inputValue(),
      written,
      'what was pasted survives a reload',
    );
    await tap(kari, 'Legg til 4 datoer');
    await kari.getByRole('button', { name: /^Ta bort: .* 17\. mai$/ }).click();
    assert.equal((await dates(kari)).length, 3);
    await tap(kari, 'Lagre utkastet');
    await sees(kari, 'Lagret');
  });

  test('is not overwritten by another one at the same time (F21)', async () => {
    await ola.goto(kari.url());
    await ola
      .getByRole('button', { name: /^Ta bort: / })
      .first()
      .click();
    await addOne(kari, saturday(12, 2).iso);
    await tap(kari, 'Lagre utkastet');
    await sees(kari, 'Lagret');
    await ola.reload(); // what is not saved is kept meanwhile
    await sees(ola, 'Endringene er ikke lagret ennå.');
    await addOne(kari, saturday(8, 3).iso);
    await tap(kari, 'Lagre utkastet');
    await sees(kari, 'Lagret');
    await tap(ola, 'Lagre utkastet');
    await sees(ola, /^Lagt til: lørdag \d+\. august/);
    await sees(ola, 'En annen i laget har endret planen. Se over og lagre igjen.');
    assert.equal((await dates(ola)).length, 4, 'both changes stand');
    await tap(ola, 'Lagre utkastet');
    await sees(ola, 'Lagret');
  });

  async function addOne(page, iso) {
    await tap(page, 'Legg til én dato');
    await page.getByLabel('Dato', { exact: true }).fill(iso);
    await page.getByRole('dialog').getByRole('button', { name: 'Legg til', exact: true }).click();
  }

  test('publishes, and families see the Saturdays at once', async () => {
    const family = await newPhone(stage.browser, { server });
    const path = '/api/places/drammen';
    const before = (await server.read(path)).sessions.length;
    await family.goto('/nb/p/drammen');
    await kari.reload();
    await sees(kari, 'Mål for sesongen');
    await tap(kari, 'Publiser sesongen');
    await sees(kari, 'Familiene ser 4 lørdager med en gang og kan si at de kommer.');
    await kari.getByRole('dialog').getByRole('button', { name: 'Publiser sesongen' }).click();
    await sees(kari, 'Sesongen er publisert.');
    const { sessions } = await server.read(path);
    assert.equal(sessions.length, before + 4);
    const hours = sessions.slice(-4).map(({ startsAt }) => startsAt.slice(5, 16));
    assert.ok(
      hours[0].endsWith('09:30') && hours[3].endsWith('10:30'),
      `half past eleven in summer and winter: ${hours} (F8)`,
    );
    await family.goto(`/nb/s/${sessions.at(-1).id}`);
    await tap(family, 'Vi kommer');
    await sees(family, 'Hvem kommer?');
  });

  test('gives one Saturday other hands and another room', async () => {
    await kari.getByText('Plass og oppgaver').first().click();
    await kari.getByRole('button', { name: 'Fler: Tolke' }).first().click();
    await tap(kari.getByRole('listitem').filter({ hasText: 'Tolke' }).first(), 'Lagre');
    await sees(kari, 'Lagret');
    await fitsTheWidth(kari);
    assert.deepEqual(await faultsOf(kari), []);
    await link(kari, 'Sesonger').click();
    await sees(kari, '4 lørdager');
  });

  test('changes what new Saturdays begin with', async () => {
    await link(kari, 'Innstillinger for stedet').click();
    await arrives(kari, 'Innstillinger for stedet');
    await sees(kari, 'Politiattest gjelder i så mange måneder');
    const contact = kari.getByRole('region', { name: 'Kontakt' });
    await field(contact, 'Telefon som familiene ser').fill('67 17');
    await tap(contact, 'Lagre');
    await sees(contact, 'Se over det du skrev.');
    await field(contact, 'Telefon som familiene ser').fill('67 17 48 81');
    await tap(contact, 'Lagre');
    await seesNot(kari, 'Se over det du skrev.');
    await until('families have the number', async () => {
      const place = await server.read('/api/places/drammen');
      return place.contact.phone === '+4767174881';
    });
  });
});
