import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { newPhone, readyForOffline } from './support/browser.mjs';
import { nextSession } from './support/family.mjs';
import { arrives, button, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const UNSENT = 'Venter på nett. Svaret sendes av seg selv.';

describe('without a network', () => {
  let stage, server, page, flyerStyle;
  before(async () => {
    stage = await openStage();
    ({ server } = stage);
    const flyer = await fetch(`${server.origin}/nb/p/lorenskog/flyer`);
    [flyerStyle] = /\/flyer\/[^"]+\.css/.exec(await flyer.text());
  });
  after(() => stage?.close());

  /** A phone that has been on one page only, and keeps what may be wanted later. */
  beforeEach(async () => {
    page = await newPhone(stage.browser, { server });
    await page.goto('/nb/p/lorenskog');
    await arrives(page, 'Lørenskog');
    await readyForOffline(page, [
      '/nb',
      '/nb/offline-shell',
      '/nb/p/lorenskog/day',
      '/nb/p/lorenskog/flyer',
      flyerStyle,
      '/api/places/lorenskog',
    ]);
  });
  afterEach(() => page?.context().close());

  const goOffline = () => page.context().setOffline(true);
  const goOnline = () => page.context().setOffline(false);

  /** What the phone's family has on the server, whatever the phone shows. */
  const answersOnServer = async () => (await (await page.request.get('/api/me')).json()).answers;

  /** The Idempotency-Keys of answers that leave the phone from now on. */
  function keysSent() {
    const keys = [];
    page.context().on('request', request => {
      if (request.method() === 'PUT' && request.url().endsWith('/answer'))
        keys.push(request.headers()['idempotency-key']);
    });
    return keys;
  }

  test('the next Saturday, the flyer, the day and the family read after one visit', async () => {
    await goOffline();
    await page.goto('/nb');
    await arrives(page, 'Neste lørdag med musikk');
    await sees(page, 'Fjellhamar fritidsklubb');
    await sees(page, 'Du er ikke på nett. Du ser det vi hentet sist.');

    await page.goto('/nb/p/lorenskog/day');
    await arrives(page, 'Dette skal skje');
    const pictures = await page.getByRole('listitem').locator('img').all();
    assert.equal(pictures.length, 5);
    for (const picture of pictures)
      await until('the picture shows', () => picture.evaluate(img => img.naturalWidth));

    await page.goto('/nb/p/lorenskog/flyer');
    await sees(page, 'Marcus Thranes vei 85');
    assert.equal(
      await page.locator('body').evaluate(body => getComputedStyle(body).margin),
      '0px',
      'has its style',
    );

    await page.goto('/nb/me');
    await arrives(page, 'Familien min');
  });

  test('an answer waits where it is seen, and goes out once and by itself (F20)', async () => {
    const { id } = await nextSession(server, 'lorenskog');
    const keys = keysSent();
    await goOffline();
    await page.goto('/nb');
    await tap(page, 'Vi kommer');
    await sees(page, UNSENT);
    await page.reload();
    await sees(page, UNSENT);
    assert.deepEqual(await answersOnServer(), []);

    await goOnline();
    await seesNot(page, UNSENT);
    await sees(page, 'Fint! Vi ses.');
    const [answer, ...others] = await answersOnServer();
    assert.deepEqual([answer.session.id, answer.state, others], [id, 'coming', []]);
    assert.equal(new Set(keys).size, 1, 'every try bore the same key');
  });

  test('an answer is sent after an outage of the server too', async () => {
    await server.halt();
    await page.goto('/nb');
    await tap(page, 'Vi kommer ikke');
    await sees(page, UNSENT);
    await server.restart();
    await page.reload();
    await sees(page, 'Takk for beskjed. Velkommen en annen gang.');
    assert.equal((await answersOnServer())[0].state, 'not_coming');
  });

  test('an answer that comes too late is kept for the person to see (F23)', async () => {
    const [, second] = (await server.read('/api/places/lorenskog')).sessions;
    await page.goto(`/nb/s/${second.id}`);
    await button(page, 'Vi kommer').waitFor();
    await goOffline();
    await tap(page, 'Vi kommer');
    await sees(page, UNSENT);
    await server.command('session', 'cancel', second.id, 'weather');
    await until('the server says so', async () => {
      const { session } = await server.read(`/api/sessions/${second.id}`);
      return session.status === 'cancelled';
    });
    await goOnline();
    await sees(page, 'Avlyst');
    await sees(page, 'Svaret kom ikke fram:');
    assert.equal(await page.getByText('Det er for sent å svare på denne dagen.').count(), 1);
    await page.reload();
    await sees(page, 'Svaret kom ikke fram:');
    await tap(page, 'Lukk');
    await seesNot(page, 'Svaret kom ikke fram:');
    await page.reload();
    await arrives(page, /./);
    await seesNot(page, 'Svaret kom ikke fram:');
  });
});
