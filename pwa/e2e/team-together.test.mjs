import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { answers, call } from './support/family.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { arrives, button, sees, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { textsOf } from './support/texts.mjs';
import { familyByMail, familyOnThePhone } from './support/told.mjs';
import { until } from './support/until.mjs';

const MAIL = 'hodan@example.org';

describe('two organisers and three families on one Saturday', () => {
  let stage, server, session, kari, ola;
  before(async () => {
    stage = await openStage({ mail: true, push: true });
    ({ server } = stage);
    [session] = (await server.read('/api/places/lorenskog')).sessions;
    [kari, ola] = [await newPhone(stage.browser, { server }), await newPhone(stage.browser, { server })];
    await Promise.all([
      becomeOrganiser(kari, stage, { name: 'Kari' }),
      becomeOrganiser(ola, stage, { name: 'Ola' }),
    ]);
  });
  after(() => stage?.close());

  const live = () => `/nb/team/lorenskog/saturday/${session.id}`;
  const comes = page =>
    page
      .locator('dt', { hasText: /^Kommer/ })
      .locator('xpath=following-sibling::dd')
      .innerText();

  /** What the family of a phone has answered, as it sees it itself: is it coming, and with how many. */
  async function answerOf(page) {
    const { answers: all } = await call(page.request, server, 'GET', '/api/me');
    const { state, company } = all.find(answer => answer.session.id === session.id);
    return [state, Object.values(company).reduce((sum, n) => sum + n)];
  }

  /** One organiser moves the Saturday to an hour later, by the pages. */
  async function moves(page) {
    await page.getByLabel('Fra klokka').fill('12:30');
    await page.getByLabel('Til klokka').fill('14:30');
    await tap(page, 'Se hvem det når');
    await tap(page, 'Send');
    await button(page, 'Angre').waitFor();
  }

  test('answers and a move at once: all are told in their way, all see the same, and nothing is lost (F10, F21)', async () => {
    const { page: amal, phone } = await familyOnThePhone(stage, session);
    const hodan = await familyByMail(stage, session, { email: MAIL });
    const berit = await newPhone(stage.browser, { server });
    await berit.goto(`/nb/s/${session.id}`);
    await button(berit, 'Vi kommer').waitFor();
    await kari.goto(live());
    await until('Kari sees the two families', async () => (await comes(kari)) === '4');
    await ola.goto(`/nb/team/lorenskog/announcement/session/${session.id}`);
    await arrives(ola, 'Endre en lørdag');
    await ola.getByRole('button', { name: /^Flytt/ }).click();

    await Promise.all([
      moves(ola),
      tap(berit, 'Vi kommer'),
      answers(amal, server, session.id, { of: { children: 2, parents: 2 }, lang: 'ar' }),
      answers(hodan, server, session.id, { of: { children: 3, parents: 1, siblings: 2 }, lang: 'so' }),
    ]);

    const { notification } = await phone.receive();
    assert.ok(
      notification.title.startsWith(textsOf('ar')['push.moved.title'].split('{')[0]),
      notification.title,
    );
    await stage.mailbox.letterTo(MAIL, /Content-Language: so/);
    await berit.reload();
    await sees(berit, '12.30–14.30');
    await sees(berit, /^Flyttet fra /);
    await sees(berit, 'Fint! Vi ses.');

    assert.deepEqual(await Promise.all([amal, hodan, berit].map(answerOf)), [
      ['coming', 4],
      ['coming', 6],
      ['coming', 2],
    ]);
    await ola.goto(live());
    for (const page of [kari, ola]) {
      await until('the organisers see who comes', async () => (await comes(page)) === '12');
      await sees(page, /^Flyttet fra /);
    }
  });
});
