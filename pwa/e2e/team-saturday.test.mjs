import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { call, familyComes, nextSession } from './support/family.mjs';
import { becomeVolunteer } from './support/hall.mjs';
import { faultsOf, takePictures } from './support/look.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { button, fitsTheWidth, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

const SCREEN = '/nb/team/drammen/saturday';

describe('the Saturday on one screen', () => {
  let stage, server, session, organiser;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server } = stage);
    session = await nextSession(server, 'drammen');
    await server.command('session', 'move', session.id, tomorrow(), '11:30', '13:30');
    organiser = await member('organiser');
    await organiser.goto(SCREEN);
    await sees(organiser, 'I morgen');
  });
  after(() => stage?.close());

  const tomorrow = () => {
    const day = new Date(Date.now() + 24 * 60 * 60 * 1000);
    return day.toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });
  };

  async function member(role) {
    const page = await newPhone(stage.browser, { server, serviceWorkers: 'block' });
    await becomeOrganiser(page, stage, { place: 'drammen', role });
    return page;
  }

  /** A family, which says yes and what it wishes. */
  async function family(lang, of, wishes) {
    const { request } = await familyComes(server, session.id, { of, lang });
    if (wishes) await call(request, server, 'PUT', `/api/sessions/${session.id}/wishes`, wishes);
  }

  /** The big number under a label. */
  const tile = (page, label) =>
    page.locator('dt', { hasText: new RegExp(`^${label}`) }).locator('xpath=following-sibling::dd');

  async function looksGood(page, name) {
    await fitsTheWidth(page);
    assert.deepEqual(await faultsOf(page), []);
    await takePictures(page, `saturday-${name}`, [['phone', 'light']]);
  }

  test('follows along: a family answers on its phone, and the number changes by itself', async () => {
    assert.equal(await tile(organiser, 'Kommer').innerText(), '0');
    await organiser.evaluate(() => {
      window.same = true;
    });
    await family('ti', { children: 2, parents: 1 }, { interpreterLang: 'ti', allergies: 'Cøliaki' });
    await tile(organiser, 'Kommer').getByText('3', { exact: true }).waitFor();
    await sees(organiser, 'Mangler tolk: tigrinja');
    await sees(organiser, 'Cøliaki');

    const volunteer = await newPhone(stage.browser, { server });
    await becomeVolunteer(volunteer, stage, {
      email: 'sara@example.org',
      name: 'Sara',
      speaks: ['nb', 'ti'],
    });
    const shifts = await call(volunteer.request, server, 'GET', '/api/volunteer/shifts');
    const interpret = shifts.find(shift => shift.task === 'interpret' && shift.session.id === session.id);
    await call(volunteer.request, server, 'PUT', `/api/shifts/${interpret.id}/hand`);
    await sees(organiser, 'Sara');
    await seesNot(organiser, 'Mangler tolk');
    assert.equal(await organiser.evaluate(() => window.same), true);
    await looksGood(organiser, 'organiser');
  });

  test('says of when it is without a network, and is right again by itself', async () => {
    await organiser.context().setOffline(true);
    await sees(organiser, 'Ingen kontakt akkurat nå');
    assert.equal(await tile(organiser, 'Kommer').innerText(), '3');
    await organiser.context().setOffline(false);
    await seesNot(organiser, 'Ingen kontakt akkurat nå');
  });

  test('what helps is opened knowingly by the instructor too, noted, and gone with the page (P2)', async () => {
    await family('nb', { children: 1, parents: 1 }, { helps: 'Et rolig rom', consent: true });
    const instructor = await member('instructor');
    await instructor.goto(SCREEN);
    await sees(instructor, '1 familie har skrevet hva som hjelper barnet.');
    for (const name of ['Vakter', 'Påminnelser', 'Vafler', 'Send en melding', 'Sara'])
      assert.equal(await instructor.getByText(name, { exact: true }).count(), 0, name);
    await seesNot(instructor, 'Et rolig rom');
    await tap(instructor, 'Åpne og les');
    await sees(instructor, 'Et rolig rom');
    await looksGood(instructor, 'instructor');
    await instructor.goto('/nb/team/drammen/members');
    await instructor.goBack();
    await button(instructor, 'Åpne og les').waitFor();
    await seesNot(instructor, 'Et rolig rom');

    await organiser.goto('/nb/team/drammen/members/audit');
    await sees(organiser, 'Åpnet hva som hjelper barna');
  });

  test('waffles: suggested from who comes and what they wrote, changed by hand, by the own recipe', async () => {
    await organiser.goto(SCREEN);
    await tap(organiser, 'Regn ut røre, jern og innkjøp');
    await sees(organiser, '30 hjerter · 2 vaffeljern'); // five people, one of them without gluten
    await sees(organiser, 'Glutenfri melblanding: 100 g');
    const heads = organiser.getByRole('spinbutton', { name: 'Hvor mange spiser' });
    await heads.fill('41');
    await heads.press('Tab');
    await sees(organiser, 'Hvetemel: 1,6 kg');
    await organiser.getByText('Oppskriften for ti').click();
    const flour = organiser.getByRole('spinbutton', { name: 'Hvetemel (g)' });
    await flour.fill('500');
    await tap(organiser, 'Lagre oppskriften');
    await sees(organiser, 'Hvetemel: 2 kg');
    await looksGood(organiser, 'waffles');
  });
});
