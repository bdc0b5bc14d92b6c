import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newKeptPhone, newPhone } from './support/browser.mjs';
import { call } from './support/family.mjs';
import { arrives, button, link, sees, tap } from './support/screen.mjs';
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

  test('after a yes the home screen is one tap away', async () => {
    await page.goto('/nb/p/lorenskog');
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
    await button(page, 'Legg appen på telefonen').waitFor();
  });

  const SAMSUNG =
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36';
  const FIREFOX = 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0';
  const FACEBOOK =
    'Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490.0]';
  const IPHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const SAFARI = `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`;
  const STEPS = {
    Samsung: [SAMSUNG, 'install.menu', 'install.add.samsung'],
    Firefox: [FIREFOX, 'install.menu', 'install.add.android'],
    Safari: [SAFARI, 'install.share', 'install.add'],
    'Chrome on an iPhone': [
      `${IPHONE} CriOS/130.0 Mobile/15E148 Safari/604.1`,
      'install.share',
      'install.add',
    ],
    'Instagram on an iPhone': [
      `${IPHONE} Mobile/15E148 Instagram 350.0`,
      'install.inapp',
      'install.inapp.menu',
    ],
  };

  for (const [name, [userAgent, ...texts]] of Object.entries(STEPS))
    test(`${name} gets its own steps to the home screen`, async () => {
      const phone = await newPhone(stage.browser, { server, userAgent, serviceWorkers: 'block' });
      for (const lang of ['nb', 'ti']) {
        await phone.goto(`/${lang}/install`);
        for (const text of texts) await sees(phone, textsOf(lang)[text]);
      }
    });

  test("out of another app's window the first step leads to the browser", async () => {
    const phone = await newPhone(stage.browser, { server, userAgent: FACEBOOK, serviceWorkers: 'block' });
    await phone.goto('/ar/install');
    const out = link(phone, textsOf('ar')['install.inapp.open']);
    const host = new URL(server.origin).host;
    assert.match(
      await out.getAttribute('href'),
      new RegExp(`^intent://${host}/ar/install#Intent;scheme=http;`),
    );
  });

  test("an iPhone's app on the home screen is the family that installed it, and counts once", async () => {
    const options = { server, userAgent: SAFARI, serviceWorkers: 'block' };
    const safari = await newPhone(stage.browser, options);
    await safari.goto('/nb/p/lorenskog');
    await tap(safari, 'Vi kommer');
    await sees(safari, 'Fint! Vi ses.');
    await safari.goto('/nb/install');
    const manifest = await safari
      .waitForFunction(() => /home=/.exec(document.querySelector('link[rel=manifest]').href)?.input)
      .then(handle => handle.jsonValue());
    const { start_url } = await (await fetch(manifest)).json();
    const familyOf = async phone => (await call(phone.request, server, 'GET', '/api/me')).family.id;

    const app = await newPhone(stage.browser, options);
    await app.goto(start_url);
    await sees(app, 'Fint! Vi ses.');
    assert.equal(await familyOf(app), await familyOf(safari));
    assert.ok(!app.url().includes('home='), 'the code does not stay in the address');

    await app.goto(start_url);
    await sees(app, 'Fint! Vi ses.');
    const stranger = await newPhone(stage.browser, options);
    await stranger.goto(start_url);
    await stranger.getByRole('heading', { level: 1 }).waitFor();
    await stranger.waitForURL(url => !url.search);
    const known = await (await stranger.request.get('/api/me')).json();
    assert.equal(known.family, undefined, 'the code works once');
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
