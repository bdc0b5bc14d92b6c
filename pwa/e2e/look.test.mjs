import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { furnish, go } from './support/hall.mjs';
import {
  faultsOf,
  faultsOfLargeText,
  takeForReadme,
  takeLargePictures,
  takePictures,
} from './support/look.mjs';
import { furnishOffice } from './support/office.mjs';
import { fitsTheWidth, headingOf, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { LANGUAGES, STAFF_LANGUAGES, textsOf } from './support/texts.mjs';

const PICTURED = ['nb', 'ar', 'ti'];
const IN_README = { nb: 'home', ar: 'place', ti: 'day' };

describe('universal design (WCAG 2.2 AA, P12)', () => {
  let stage, pages, office;
  const perLanguage = () => new Map(LANGUAGES.map(lang => [lang, []]));
  const faults = perLanguage();
  const large = perLanguage();
  before(async () => {
    stage = await openStage({ mail: true });
    const options = { serviceWorkers: 'block' };
    pages = await furnish(stage, options);
    office = await furnishOffice(stage, options);
    const everyPhone = [...new Set([...pages, ...office].map(({ phone }) => phone))];
    await Promise.all(everyPhone.map(lookAround));
  });
  after(() => stage?.close());

  /** Looks at the pages of one phone, one after another, and at each in all its languages before the next. */
  async function lookAround(phone) {
    for (const page of pages.filter(page => page.phone === phone))
      for (const lang of LANGUAGES) await look(page, lang);
    for (const page of office.filter(page => page.phone === phone))
      for (const lang of STAFF_LANGUAGES) await look(page, lang);
  }

  /** Looks at one page in a language, and notes what is wrong with it. */
  async function look(page, lang) {
    const whole = PICTURED.includes(lang);
    await go(page, lang);
    if (IN_README[lang] === page.name) await takeForReadme(page.phone, `${page.name}-${lang}`);
    const wide = await fitsTheWidth(page.phone).then(
      () => [],
      error => [error.message],
    );
    const found = await faultsOf(page.phone, { dark: whole, texts: !whole }); // colours are the same in all
    const lost = await faultsOfLargeText(page.phone);
    if (whole) await takePictures(page.phone, `${page.name}-${lang}`, page.looks);
    if (whole) await takeLargePictures(page.phone, `${page.name}-${lang}`);
    large.get(lang).push(...lost.map(fault => `${page.name}: ${fault}`));
    faults.get(lang).push(...[...wide, ...found].map(fault => `${page.name}: ${fault}`));
  }

  for (const lang of LANGUAGES) {
    test(`no page in ${lang} has a fault, light or dark, or is wider than a phone`, () => {
      assert.deepEqual(faults.get(lang), []);
    });
  }

  for (const lang of LANGUAGES) {
    test(`text of 130 to 200 % loses nothing of a page in ${lang} on the narrowest phone (WCAG 1.4.4)`, () => {
      assert.deepEqual(large.get(lang), []);
    });
  }

  test('large text loses nothing of the question who comes', async () => {
    const [{ phone }] = pages;
    for (const lang of PICTURED) {
      await phone.goto(`/${lang}/p/lorenskog`);
      await tap(phone, textsOf(lang)['answer.who']);
      await phone.getByRole('dialog').waitFor();
      assert.deepEqual(await faultsOfLargeText(phone), [], lang);
    }
  });

  test('large text loses nothing of pages without JavaScript, nor of one that is nowhere', async () => {
    const options = { server: stage.server, javaScriptEnabled: false };
    const phone = await newPhone(stage.browser, options);
    for (const lang of LANGUAGES)
      for (const path of ['', '/p/lorenskog', '/language', '/p/lorenskog/flyer', '/nowhere']) {
        await phone.goto(`/${lang}${path}`);
        await headingOf(phone);
        assert.deepEqual(await faultsOfLargeText(phone), [], lang + path);
      }
  });

  test('large text that is lost would be found', async () => {
    const [page] = pages;
    await go(page, 'nb');
    await page.phone.evaluate(() => {
      document.querySelector('h1').style.minWidth = '12rem';
    });
    assert.notDeepEqual(await faultsOfLargeText(page.phone), []);
  });

  test('a fault would be found', async () => {
    const [page] = pages;
    await go(page, 'nb');
    await page.phone.evaluate(() => {
      document.documentElement.removeAttribute('lang');
      document.querySelector('p').style.color = '#eee';
    });
    for (const how of [{}, { texts: true, dark: false }]) {
      const found = (await faultsOf(page.phone, how)).map(fault => fault.split(':')[0]);
      assert.deepEqual(found, ['color-contrast', 'html-has-lang']);
    }
  });
});
