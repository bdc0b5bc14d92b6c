import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { furnish, go } from './support/hall.mjs';
import { faultsOf, takeForReadme, takePictures } from './support/look.mjs';
import { furnishOffice } from './support/office.mjs';
import { fitsTheWidth } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { LANGUAGES, STAFF_LANGUAGES } from './support/texts.mjs';

const PICTURED = ['nb', 'ar', 'ti'];
const IN_README = { nb: 'home', ar: 'place', ti: 'day' };

describe('universal design (WCAG 2.2 AA, P12)', () => {
  let stage, pages, office;
  const faults = new Map(LANGUAGES.map(lang => [lang, []]));
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
    if (whole) await takePictures(page.phone, `${page.name}-${lang}`, page.looks);
    faults.get(lang).push(...[...wide, ...found].map(fault => `${page.name}: ${fault}`));
  }

  for (const lang of LANGUAGES) {
    test(`no page in ${lang} has a fault, light or dark, or is wider than a phone`, () => {
      assert.deepEqual(faults.get(lang), []);
    });
  }

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
