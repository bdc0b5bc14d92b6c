import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { fitsTheWidth, link, sees } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { LANGUAGES, textsOf } from './support/texts.mjs';

describe('the flyer', () => {
  let stage, server, page;
  before(async () => {
    stage = await openStage();
    ({ server } = stage);
    page = await newPhone(stage.browser, { server, javaScriptEnabled: false });
  });
  after(() => stage?.close());

  const file = async path => {
    const response = await fetch(server.origin + path);
    assert.equal(response.status, 200, path);
    return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const pagesOf = pdf => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;

  test('reads without JavaScript, from right to left in Arabic', async () => {
    await page.goto('/ar/p/lorenskog/flyer');
    const text = textsOf('ar');
    await sees(page, 'Marcus Thranes vei 85');
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    await fitsTheWidth(page);
    const coming = link(page, text['flyer.coming']);
    assert.match(await coming.getAttribute('href'), /^\/ar\//);
    await coming.click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('is one sheet of A4 when printed, in every language', async () => {
    for (const lang of [...LANGUAGES, 'lett']) {
      await page.goto(`/${lang}/p/drammen/flyer`);
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      assert.equal(pagesOf(pdf), 1, lang);
    }
  });

  test('can be had as a file and as a picture to share', async () => {
    const pdf = await file('/ti/p/drammen/flyer.pdf');
    assert.equal(pdf.type, 'application/pdf');
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
    assert.equal(pagesOf(pdf.bytes), 1);

    const picture = await file('/ur/p/drammen/flyer.png');
    assert.equal(picture.type, 'image/png');
    assert.deepEqual([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)], [1200, 630]);

    await page.goto('/ur/p/drammen/flyer');
    const shared = await page.locator('meta[property="og:image"]').getAttribute('content');
    assert.equal(shared, `${server.origin}/ur/p/drammen/flyer.png`);
  });

  test("carries its distributor's word on, and nobody's identity (P)", async () => {
    await page.goto('/nb/p/lorenskog/flyer?via=ahus');
    assert.equal(await link(page, 'العربية').getAttribute('href'), '/ar/p/lorenskog/flyer?via=ahus');
    assert.deepEqual(await page.context().cookies(), []);
  });
});
