import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { newPhone, readyForOffline } from './support/browser.mjs';
import { givePush } from './support/push-manager.mjs';
import { arrives, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const MOVED = /^Flyttet fra/;

describe('the open app tells the truth', () => {
  let stage, server, page, saturdays;
  before(async () => {
    stage = await openStage({ push: true });
    server = stage.server;
    ({ sessions: saturdays } = await server.read('/api/places/lorenskog'));
  });
  after(() => stage?.close());
  beforeEach(async () => {
    page = await newPhone(stage.browser, { server });
  });
  afterEach(() => page?.context().close());

  /** The day before, as the command line reads it. */
  function dayBefore({ startsAt }) {
    const day = new Date(startsAt);
    day.setUTCDate(day.getUTCDate() - 1);
    return day.toISOString().slice(0, 10);
  }

  const move = session => server.command('session', 'move', session.id, dayBefore(session), '12:00', '14:00');

  const isMoved = session =>
    until(
      'the server says so',
      async () => (await server.read(`/api/sessions/${session.id}`)).session.movedFrom,
    );

  /** The family says yes on this page. */
  async function comes(session) {
    await page.goto(`/nb/s/${session.id}`);
    await readyForOffline(page, ['/api/places']);
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
  }

  /** As a browser does when the person comes back to it. */
  const lookAgain = tab => tab.evaluate(() => void dispatchEvent(new Event('focus')));

  test('a notification of a new time changes the open page by itself', async () => {
    const [session] = saturdays;
    const phone = await givePush(page, stage);
    await comes(session);
    await tap(page, 'Ja, si fra');
    await sees(page, 'Du får beskjed på denne telefonen.');
    const before = await page.getByRole('heading', { level: 1 }).textContent();
    await move(session);
    await phone.receive();
    await sees(page, MOVED);
    assert.notEqual(await page.getByRole('heading', { level: 1 }).textContent(), before);
  });

  test('an app that is looked at again, and its second tab, show what has changed meanwhile', async () => {
    const [, session] = saturdays;
    await comes(session);
    const tab = await page.context().newPage();
    await tab.goto(`/nb/s/${session.id}`);
    await sees(tab, 'Fint! Vi ses.');
    await move(session);
    await isMoved(session);
    await lookAgain(page);
    await sees(page, MOVED);
    await page.getByText('Endre svaret, kalender og ønsker').click();
    await tap(page, 'Vi kommer ikke');
    await sees(page, 'Takk for beskjed. Velkommen en annen gang.');
    await sees(tab, 'Takk for beskjed. Velkommen en annen gang.');
    await sees(tab, MOVED);
  });

  test('a phone whose family was erased elsewhere says so, and shows nothing of it', async () => {
    const [, , session] = saturdays;
    await comes(session);
    const other = await newPhone(stage.browser, { server });
    await other.context().addCookies(await page.context().cookies());
    const erased = await other.request.delete('/api/me', {
      headers: { origin: server.origin, 'idempotency-key': 'erase-elsewhere-0001' },
    });
    assert.ok(erased.ok(), `${erased.status()}`);
    await other.context().close();
    await lookAgain(page);
    await sees(page, /Denne telefonen er logget ut/);
    await seesNot(page, 'Fint! Vi ses.');
    await tap(page, 'Lukk');
    await page.goto('/nb/me');
    await arrives(page, 'Familien min');
    await seesNot(page, 'Denne telefonen er logget ut');
    await page.goto(`/nb/s/${session.id}`);
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
  });

  test('the page that a reminder leads to opens without a network, and so do the languages that were used', async () => {
    const [, , , session, other] = saturdays;
    await comes(session);
    await page.goto('/ar');
    await arrives(page, /./);
    await readyForOffline(page, [
      `/api/sessions/${session.id}`,
      '/ar/offline-shell',
      '/nb/language',
      '/ar/language',
    ]);
    await page.goto('/nb');
    await arrives(page, 'Neste lørdag med musikk');
    await page.context().setOffline(true);
    await page.goto(`/nb/s/${session.id}?from=reminder`);
    await sees(page, 'Fint! Vi ses.');
    await page.goto(`/nb/s/${other.id}`);
    await sees(page, 'Vi kommer');
    await page.getByRole('link', { name: /Språk/ }).click();
    await page.getByRole('link', { name: 'العربية' }).click();
    await page.waitForURL(`**/ar/s/${other.id}`);
    await until('the page reads from the right', () =>
      page.evaluate(() => document.documentElement.dir === 'rtl'),
    );
    await page.reload();
    await until('it still does', () => page.evaluate(() => document.documentElement.dir === 'rtl'));
    await page.getByRole('link', { name: /العربية/ }).click();
    await page.getByRole('link', { name: 'Norsk', exact: true }).click();
    await sees(page, 'Vi kommer');
  });
});
