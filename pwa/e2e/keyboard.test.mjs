import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { choosePlace, newPhone } from './support/browser.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { arrives, button, link, sees } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

const MOST_TABS = 40;

describe('with a keyboard only (WCAG 2.1.1, 2.4.3, 2.4.7)', () => {
  let stage, server, page;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server } = stage);
  });
  after(() => stage?.close());
  beforeEach(async () => {
    page = await newPhone(stage.browser, { server });
  });
  afterEach(() => page?.context().close());

  const isFocused = locator => locator.evaluate(element => element === document.activeElement);

  /** Goes on with the Tab key until `locator` has the focus, and the focus can be seen. */
  async function tabTo(locator) {
    await locator.waitFor();
    for (let i = 0; i < MOST_TABS && !(await isFocused(locator)); i++) await page.keyboard.press('Tab');
    assert.ok(await isFocused(locator), `${locator} is reached`);
    const outline = await locator.evaluate(element => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    assert.ok(outline, `the focus on ${locator} is seen`);
  }

  async function press(locator, key = 'Enter') {
    await tabTo(locator);
    await page.keyboard.press(key);
  }

  const focusedHeading = () =>
    page
      .waitForFunction(() => document.activeElement?.tagName === 'H1')
      .then(() => page.locator('h1').innerText());

  test('a family chooses its place, answers, changes who comes and takes it back', async () => {
    await page.goto('/nb');
    await press(page.getByRole('main').getByRole('button', { name: 'Lørenskog' }));
    await press(button(page, 'Vi kommer'), 'Space');
    await sees(page, 'Fint! Vi ses.');

    await press(page.locator('summary', { hasText: 'Endre svaret' }));
    await press(button(page, 'Endre'));
    const dialog = page.getByRole('dialog', { name: 'Hvem kommer?' });
    await dialog.waitFor();
    await press(dialog.getByRole('button', { name: 'Fler: Søsken' }));
    await press(button(dialog, 'Lagre'));
    await dialog.waitFor({ state: 'detached' });
    await sees(page, 'Søsken: 1');
    assert.ok(await isFocused(button(page, 'Endre')), 'the focus is back where it came from');

    await press(button(page, 'Endre'));
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await press(button(page, 'Angre svaret'));
    await button(page, 'Vi kommer').waitFor();
  });

  test('the first stop leads past the bar to the content', async () => {
    await choosePlace(page, server, 'lorenskog');
    await page.goto('/nb');
    await arrives(page, 'Neste lørdag med musikk');
    await page.keyboard.press('Tab');
    assert.ok(await isFocused(link(page, 'Gå til innholdet')));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await isFocused(button(page, 'Vi kommer')));
  });

  test('a link moves the focus to the heading of the page it opens, and back is back', async () => {
    await choosePlace(page, server, 'lorenskog');
    await page.goto('/nb');
    await press(link(page, 'Dagen i bilder'));
    await arrives(page, 'Dette skal skje');
    assert.equal(await focusedHeading(), 'Dette skal skje');
    await page.goBack();
    await arrives(page, 'Neste lørdag med musikk');
    assert.equal(await focusedHeading(), 'Neste lørdag med musikk');
  });

  test('an organiser signs in, looks at the Saturday, cancels it and takes that back', async () => {
    await becomeOrganiser(page, stage);
    await page.context().clearCookies({ name: 'device' });
    await page.goto('/nb/team');
    await press(button(page, 'Logg inn med tilgangsnøkkel'));
    await press(link(page, 'Flytt eller avlys'));
    await arrives(page, 'Endre en lørdag');
    assert.equal(await focusedHeading(), 'Endre en lørdag');
    await press(page.getByRole('button', { name: /^Avlys/ }), 'Space');
    await tabTo(page.getByRole('combobox', { name: 'Hvorfor?' }));
    await page.keyboard.type('Vi er syke');
    await press(button(page, 'Se hvem det når'));
    await press(button(page, 'Send'));
    await press(button(page, 'Angre'));
    await sees(page, 'Angret. Ingen fikk beskjed.');
  });
});
