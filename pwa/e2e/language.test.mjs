import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { choosePlace, newPhone } from './support/browser.mjs';
import { nextSession } from './support/family.mjs';
import { arrives, headingOf, link } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { LANGUAGES, RIGHT_TO_LEFT, textsOf } from './support/texts.mjs';

describe('languages', () => {
  let stage, server, page;
  before(async () => {
    stage = await openStage();
    ({ server } = stage);
    page = await newPhone(stage.browser, { server });
    await choosePlace(page, server, 'lorenskog');
  });
  after(() => stage?.close());

  const directionOf = () =>
    page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

  test('every one opens home in its own words and direction', async () => {
    for (const lang of LANGUAGES) {
      await page.goto(`/${lang}`);
      await arrives(page, textsOf(lang)['when.next']);
      const dir = RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr';
      assert.deepEqual(await directionOf(), [lang, dir]);
    }
  });

  test("the phone's language greets first, and what was chosen is kept", async () => {
    const phone = await newPhone(stage.browser, { server, locale: 'fa-AF' });
    await phone.goto('/');
    assert.equal(new URL(phone.url()).pathname, '/prs');
    await phone.goto('/prs/language');
    await phone.getByRole('link', { name: 'Soomaali' }).click();
    await phone.waitForURL('**/so');
    await phone.goto('/');
    await phone.waitForURL('**/so');
  });

  test('switching keeps the page, and turns it around with its digits and dates', async () => {
    const { id, startsAt } = await nextSession(server, 'lorenskog');
    const day = new Date(startsAt).getUTCDate();
    await page.goto(`/nb/s/${id}`);
    await page.getByRole('link', { name: /Språk/ }).click();
    await arrives(page, 'Velg språk');
    await link(page, 'العربية').click();
    await page.waitForURL(`**/ar/s/${id}`);
    const heading = await headingOf(page);
    assert.ok(heading.includes(new Intl.NumberFormat('ar-EG').format(day)), heading);
    assert.deepEqual(await directionOf(), ['ar', 'rtl']);
    const [logo, language] = await Promise.all(
      ['img', 'a[href*="/language"]'].map(part => page.locator(`header ${part}`).boundingBox()),
    );
    assert.ok(logo.x > language.x, 'the logo stands where reading begins');
  });

  test('a page that is nowhere is said in the language of its address', async () => {
    const response = await page.goto('/pl/p/nowhere');
    assert.equal(response.status(), 404);
    await arrives(page, textsOf('pl')['page.not_found']);
  });
});
