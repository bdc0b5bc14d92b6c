import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { faultsOf } from './support/look.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { arrives, button, field, fitsTheWidth, link, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { textsOf } from './support/texts.mjs';

describe('the flyers of a place', () => {
  let stage, server, kari, amal, samir;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server } = stage);
    [kari, amal, samir] = await Promise.all([member('Kari'), translator('Amal'), translator('Samir')]);
  });
  after(() => stage?.close());

  const FLYERS = '/nb/team/lorenskog/flyer';
  const DANCE = 'نرقص معًا.';
  const member = async (name, offer = {}) => {
    const page = await newPhone(stage.browser, { server });
    await becomeOrganiser(page, stage, { name, ...offer });
    return page;
  };
  const translator = name => member(name, { role: 'translator', lang: 'ar' });
  const opens = async page => {
    await page.goto(FLYERS);
    await arrives(page, 'Brosjyrer');
  };
  const publicFlyer = async query => (await fetch(`${server.origin}/ar/p/lorenskog/flyer${query}`)).text();
  const happens = page => page.getByRole('region', { name: 'Hva som skjer' });

  test('follow the original: a change is shown, translated, previewed, published and read', async () => {
    await opens(kari);
    await link(kari, 'Norsk').click();
    const text = field(kari, 'Hva som skjer');
    await text.fill(`${await text.inputValue()} Vi danser.`);
    await sees(kari, 'Kladden er lagret. Bare laget ser den.');
    await tap(kari, 'Gjør teksten synlig for alle');
    await sees(kari, 'Teksten er synlig for alle nå.');
    await link(kari, 'Alle brosjyrene').click();
    await kari.getByRole('row', { name: /العربية.*Originalen er endret siden/ }).waitFor();

    await opens(amal);
    assert.equal(await link(amal, 'Norsk').count(), 0, 'a translator has one language');
    await link(amal, 'العربية').click();
    await happens(amal).getByText('Dette er endret i originalen').waitFor();
    assert.equal(await happens(amal).locator('ins').innerText(), 'Vi danser.');
    await fitsTheWidth(amal);
    assert.deepEqual(await faultsOf(amal), []);
    await happens(amal).getByRole('textbox').last().fill(DANCE);
    await sees(amal, 'Kladden er lagret. Bare laget ser den.');
    assert.ok(!(await publicFlyer('')).includes(DANCE), 'a draft is not public');
    await tap(amal, 'Nettside');
    await amal.frameLocator('iframe').getByText(DANCE).waitFor();
    await tap(amal, 'A4-ark');
    await amal.getByRole('img', { name: /Slik blir den/ }).waitFor();
    await tap(amal, 'Tekst');
    await tap(amal, 'Gjør teksten synlig for alle');
    await sees(amal, 'Skrevet av et menneske, ikke lest av andre');

    await opens(samir);
    await link(samir, 'العربية').click();
    await tap(samir, 'Jeg kan språket og har lest teksten');
    await sees(samir, /Lest av Samir/);
    const shown = await publicFlyer('');
    assert.ok(shown.includes(DANCE) && shown.includes(textsOf('ar')['flyer.read_once']));
  });

  test('keep what is written without a network, and when two write at once (F21)', async () => {
    const [one, other] = [amal, samir];
    for (const page of [one, other]) {
      await opens(page);
      await link(page, 'العربية').click();
      await happens(page).waitFor();
    }
    const last = page => happens(page).getByRole('textbox').last();
    await one.context().setOffline(true);
    await last(one).fill('أولًا.');
    await sees(one, /Ingen nett/);
    await last(other).fill('ثانيًا.');
    await sees(other, 'Kladden er lagret. Bare laget ser den.');
    await one.context().setOffline(false);
    await sees(one, 'To har skrevet på samme tekst. Hvilken skal gjelde?');
    await tap(one, 'Min tekst');
    await seesNot(one, 'To har skrevet på samme tekst. Hvilken skal gjelde?');
    await one.reload();
    await happens(one).waitFor();
    assert.equal(await last(one).inputValue(), 'أولًا.');
    await tap(one, 'Kast kladden');
    await one.getByRole('dialog').getByRole('button', { name: 'Kast kladden' }).click();
    await button(one, 'Gjør teksten synlig for alle').waitFor({ state: 'detached' });
  });

  test('are handed out with codes that are counted, and as a pack', async () => {
    await opens(kari);
    await link(kari, 'Hvem som deler ut').click();
    await arrives(kari, 'Hvem som deler ut');
    const add = kari.getByRole('region', { name: 'Ny som deler ut' });
    await field(add, 'Navn').fill('Ahus, Nordbyhagen');
    assert.equal(await field(add, 'Ord i lenken').inputValue(), 'ahus-nordbyhagen');
    await tap(add, 'Legg til');
    const ahus = kari.getByRole('region', { name: 'Ahus, Nordbyhagen' });
    await ahus.getByText('Åpnet 0 ganger').waitFor();
    for (const _ of [1, 2]) await publicFlyer('?via=ahus-nordbyhagen');
    await kari.reload();
    await ahus.getByText('Åpnet 2 ganger').waitFor();
    const pack = kari.getByRole('region', { name: 'Pakke til å dele ut' });
    await pack.getByRole('combobox').selectOption({ label: 'Ahus, Nordbyhagen' });
    const [download] = await Promise.all([
      kari.waitForEvent('download'),
      link(pack, 'Last ned pakken').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'lorenskog-flyers.pdf');
  });
});
