import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newKeptPhone } from './support/browser.mjs';
import { arrives, button } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { LANGUAGES, RIGHT_TO_LEFT, textsOf } from './support/texts.mjs';

describe('installing', () => {
  let stage, server, page;
  before(async () => {
    stage = await openStage();
    ({ server } = stage);
    page = await newKeptPhone({ server });
  });
  after(async () => {
    await page?.context().close();
    await stage?.close();
  });

  test('the browser finds nothing that stands in the way', async () => {
    await page.goto('/nb');
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    const devtools = await page.context().newCDPSession(page);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors, []);
    assert.deepEqual((await devtools.send('Page.getAppManifest')).errors, []);
  });

  test('our own button opens what the browser offers', async () => {
    await page.goto('/nb/install');
    await arrives(page, 'Legg på hjemskjermen');
    const offer = button(page, 'Legg appen på telefonen');
    await offer.waitFor();
    await page.evaluate(() => {
      BeforeInstallPromptEvent.prototype.prompt = async () => {
        document.title = 'asked';
      };
    });
    await offer.click();
    await page.waitForFunction(() => document.title === 'asked');
  });

  test('every language has a manifest in its own words, and its icons are there', async () => {
    for (const lang of LANGUAGES) {
      const manifest = await server.read(`/manifest/${lang}.webmanifest`);
      assert.deepEqual(
        [manifest.name, manifest.lang, manifest.dir],
        [textsOf(lang)['app.name'], lang, RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr'],
      );
      assert.equal(manifest.start_url.split('?')[0], `/${lang}`);
      for (const { src } of manifest.icons) assert.equal((await fetch(server.origin + src)).status, 200, src);
    }
  });
});
