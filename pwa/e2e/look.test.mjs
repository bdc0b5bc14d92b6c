import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { furnish, go, open } from './support/hall.mjs';
import { faultsOf, takeForReadme, takePictures } from './support/look.mjs';
import { furnishOffice } from './support/office.mjs';
import { fitsTheWidth } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { LANGUAGES, STAFF_LANGUAGES } from './support/texts.mjs';

const PICTURED = ['nb', 'ar', 'ti'];
const IN_README = { nb: 'home', ar: 'place', ti: 'day' };

describe('universal design (WCAG 2.2 AA, P12)', () => {
  let stage, pages, office;
  before(async () => {
    stage = await openStage({ mail: true });
    const options = { serviceWorkers: 'block' };
    pages = await furnish(stage, options);
    office = await furnishOffice(stage, options);
  });
  after(() => stage?.close());

  /** Looks at one page in a language; returns what is wrong with it. */
  async function look(page, lang) {
    await (page.phone.url().includes(`/${lang}/`) ? go(page, lang) : open(page, lang));
    if (IN_README[lang] === page.name) await takeForReadme(page.phone, `${page.name}-${lang}`);
    await fitsTheWidth(page.phone);
    const faults = await faultsOf(page.phone, { dark: PICTURED.includes(lang) }); // colours are the same in all
    if (PICTURED.includes(lang)) await takePictures(page.phone, `${page.name}-${lang}`, page.looks);
    return faults.map(fault => `${page.name}: ${fault}`);
  }

  /** Looks at pages one after another, since they are on one phone. */
  async function lookAtAll(ofOnePhone, lang) {
    const faults = [];
    for (const page of ofOnePhone) faults.push(...(await look(page, lang)));
    return faults;
  }

  for (const lang of LANGUAGES) {
    test(`no page in ${lang} has a fault, light or dark, or is wider than a phone`, async () => {
      const there = STAFF_LANGUAGES.includes(lang) ? [...pages, ...office] : pages;
      const phones = [...new Set(there.map(({ phone }) => phone))];
      const faults = await Promise.all(
        phones.map(phone =>
          lookAtAll(
            there.filter(page => page.phone === phone),
            lang,
          ),
        ),
      );
      assert.deepEqual(faults.flat(), []);
    });
  }

  test('a fault would be found', async () => {
    const [page] = pages;
    await open(page, 'nb');
    await page.phone.evaluate(() => {
      document.documentElement.removeAttribute('lang');
      document.querySelector('p').style.color = '#eee';
    });
    const found = (await faultsOf(page.phone)).map(fault => fault.split(':')[0]);
    assert.deepEqual(found, ['color-contrast', 'html-has-lang']);
  });
});
