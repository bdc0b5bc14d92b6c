import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { newPhone, readyForOffline } from './support/browser.mjs';
import { givePush } from './support/push-manager.mjs';
import { arrives, button, link, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { textsOf } from './support/texts.mjs';
import { until } from './support/until.mjs';

describe('notifications', () => {
  let stage, server, phone, page, saturdays;
  before(async () => {
    stage = await openStage({ push: true });
    ({ server } = stage);
    saturdays = (await server.read('/api/places/lorenskog')).sessions;
  });
  after(() => stage?.close());
  beforeEach(async () => {
    page = await newPhone(stage.browser, { server });
    phone = await givePush(page, stage);
  });
  afterEach(() => page?.context().close());

  /** The family comes to a Saturday of its own and wants to be told. */
  async function comesAndIsTold(session, lang = 'nb') {
    const text = textsOf(lang);
    await page.goto(`/${lang}/s/${session.id}`);
    await readyForOffline(page, ['/api/places']);
    await tap(page, text['answer.coming']);
    await tap(page, text['notify.yes']);
    await sees(page, text['notify.on']);
  }

  /** As above; then it opens its own page, where the settings are. */
  async function opensSettings(session) {
    await comesAndIsTold(session);
    await link(page, 'Familien').click();
    await arrives(page, 'Familien min');
  }

  /** The day after a Saturday, as the command line reads it. */
  function dayAfter({ startsAt }) {
    const day = new Date(startsAt);
    day.setUTCDate(day.getUTCDate() + 1);
    return day.toISOString().slice(0, 10);
  }

  /** The one notification on the screen. */
  async function notification() {
    const shown = await phone.notifications();
    assert.equal(shown.length, 1);
    return shown[0];
  }

  const stateOnServer = async () => (await (await page.request.get('/api/me')).json()).answers[0].state;

  test('a test goes the whole way, encrypted, onto the screen', async () => {
    await opensSettings(saturdays[0]);
    await tap(page, 'Send en prøve');
    await sees(page, 'Sendt. Se etter beskjeden.');
    const payload = await phone.receive();
    assert.equal(payload.web_push, 8030);
    const { title, body, lang } = await notification();
    assert.deepEqual([title, body, lang], ['Det virker!', 'Slik kommer beskjedene.', 'nb']);
  });

  test('a moved Saturday is told at once, right to left where the reader reads so', async () => {
    await comesAndIsTold(saturdays[1], 'ar');
    await server.command('session', 'move', saturdays[1].id, dayAfter(saturdays[1]), '12:00', '14:00');
    await phone.receive();
    const { title, lang, dir, actions } = await notification();
    assert.ok(title.startsWith(textsOf('ar')['push.moved.title'].split('{')[0]), title);
    assert.deepEqual([lang, dir], ['ar', 'rtl']);
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['cannot', 'directions'],
    );
    await phone.tap('');
    await page.waitForURL(`**/ar/s/${saturdays[1].id}`);
  });

  test('its button answers without opening the app (P8)', async () => {
    await comesAndIsTold(saturdays[2]);
    await server.command('session', 'door', saturdays[2].id, 'main');
    const { notification: sent } = await phone.receive();
    assert.doesNotMatch(JSON.stringify([sent.title, sent.body]), /barn|utviklingshemming/i);
    await notification();
    await phone.tap('cannot');
    assert.equal((await notification()).body, 'Notert: dere kommer ikke.');
    assert.equal(await stateOnServer(), 'not_coming');
    await sees(page, 'Takk for beskjed. Velkommen en annen gang.');
  });

  test('its button works without a network, and the answer follows later', async () => {
    await comesAndIsTold(saturdays[3]);
    await server.command('session', 'door', saturdays[3].id, 'main');
    await phone.receive();
    await notification();
    await page.context().setOffline(true);
    await phone.tap('cannot');
    assert.equal((await notification()).body, 'Lagret. Svaret sendes når du er på nett.');
    assert.equal(await stateOnServer(), 'coming');
    await page.context().setOffline(false);
    await until('the answer arrived', async () => (await stateOnServer()) === 'not_coming');
  });

  test('a subscription that its service has dropped shows as lost, and comes back by a tap', async () => {
    await opensSettings(saturdays[4]);
    stage.service.drop(phone.held());
    await tap(page, 'Send en prøve');
    await sees(page, 'Denne telefonen får ikke beskjeder lenger.');
    await tap(page.getByRole('main'), 'Slå på igjen');
    await sees(page, 'Du får beskjed på denne telefonen.');
    await tap(page, 'Send en prøve');
    await phone.receive();
    assert.equal((await notification()).title, 'Det virker!');
  });

  test('they can be turned off', async () => {
    await opensSettings(saturdays[5]);
    await tap(page, 'Slå av på denne telefonen');
    await button(page, 'Ja, si fra').waitFor();
    assert.equal(phone.held(), null);
    await page.reload();
    await arrives(page, 'Familien min');
    await button(page, 'Ja, si fra').waitFor();
    await seesNot(page, 'Du får beskjed på denne telefonen.');
  });
});
