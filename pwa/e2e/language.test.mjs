import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { choosePlace, newPhone } from './support/browser.mjs';
import { nextSession } from './support/family.mjs';
import { arrives, button, headingOf, link, sees } from './support/screen.mjs';
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

  test("an address without a language opens in the reader's, and keeps where it leads", async () => {
    const phone = await newPhone(stage.browser, { server, locale: 'so-SO' });
    for (const [typed, opened] of [
      ['/lorenskog', '/so/p/lorenskog'],
      ['/p/lorenskog', '/so/p/lorenskog'],
      ['/p/drammen/flyer?via=ahus', '/so/p/drammen/flyer?via=ahus'],
      ['/about', '/so/about'],
    ]) {
      await phone.goto(typed);
      assert.equal(phone.url(), server.origin + opened);
    }
    const unknown = await newPhone(stage.browser, { server, locale: 'vi-VN' });
    await unknown.goto('/p/lorenskog/flyer');
    await link(unknown, 'العربية').click();
    await unknown.waitForURL('**/ar/p/lorenskog/flyer');
  });

  for (const path of ['/p/lorenskog', '/p/lorenskog/flyer', '/about'])
    test(`${path} in another language offers the reader's own, once`, async () => {
      const text = textsOf('ti');
      const phone = await newPhone(stage.browser, { server, locale: 'ti-ER' });
      await phone.goto(`/nb${path}`);
      const offer = link(phone, text['lang.offer']);
      assert.equal(await offer.evaluate(element => element.closest('[lang]').lang), 'ti');
      await offer.click();
      await phone.waitForURL(`**/ti${path}`);
      await offer.waitFor({ state: 'hidden' });
      await phone.goto(`/nb${path}`);
      await offer.waitFor();
      await button(phone, text['do.close']).first().click();
      await offer.waitFor({ state: 'hidden' });
      await phone.reload();
      await headingOf(phone);
      await phone.waitForFunction(() => document.readyState === 'complete');
      assert.equal(await offer.count(), 0);
    });

  test("not found speaks the language of its address and the reader's", async () => {
    const phone = await newPhone(stage.browser, { server, locale: 'ar' });
    for (const path of ['/nowhere', '/nb/nowhere', '/nb/p/nowhere/flyer']) {
      await phone.goto(path);
      await sees(phone, textsOf('ar')['page.not_found']);
    }
  });

  test('a page that is nowhere is said in the language of its address', async () => {
    const response = await page.goto('/pl/p/nowhere');
    assert.equal(response.status(), 404);
    await arrives(page, textsOf('pl')['page.not_found']);
  });
});
