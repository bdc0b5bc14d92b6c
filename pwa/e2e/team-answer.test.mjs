import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { answers, call, nextSession } from './support/family.mjs';
import { faultsOf, takePictures } from './support/look.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { button, fitsTheWidth, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

describe('a family rings', () => {
  let stage, server, session, organiser, phone;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server } = stage);
    session = await nextSession(server, 'drammen');
    organiser = await newPhone(stage.browser, { server, serviceWorkers: 'block' });
    await becomeOrganiser(organiser, stage, { place: 'drammen' });
    phone = await newPhone(stage.browser, { server, serviceWorkers: 'block' });
    await answers(phone, server, session.id, { of: { children: 2, parents: 1 }, lang: 'ti' });
    await organiser.goto(`/nb/team/drammen/saturday/${session.id}`);
    await tap(organiser, 'Se svarene, eller skriv inn et');
  });
  after(() => stage?.close());

  const stands = async () => {
    const { answers } = await call(phone.request, server, 'GET', '/api/me');
    return answers.find(answer => answer.session.id === session.id);
  };

  async function looksGood(name) {
    await fitsTheWidth(organiser);
    assert.deepEqual(await faultsOf(organiser), []);
    await takePictures(organiser, `answer-${name}`, [
      ['phone', 'light'],
      ['phone', 'dark'],
    ]);
  }

  test('who has no phone in the app is entered, seen in the list, and undone', async () => {
    await tap(organiser, 'Skriv inn et svar');
    await organiser.getByLabel('Språket de leser').selectOption('ar');
    await organiser.getByLabel('Kallenavn, hvis de vil').fill('Nadia');
    await organiser.getByLabel('Telefonnummer, hvis de vil').fill('nei');
    await tap(organiser, 'De kommer');
    await sees(organiser, 'Skriv nummeret med siffer');
    await organiser.getByLabel('Telefonnummer, hvis de vil').fill('40 00 00 00');
    await looksGood('new');
    await tap(organiser, 'De kommer');
    await sees(organiser, 'Nadia: Kommer');
    await button(organiser, /^Nadia/).waitFor();
    await looksGood('list');
    await tap(organiser, 'Angre');
    await sees(organiser, 'Nadia: svaret er tatt tilbake');
    await button(organiser, /^Nadia/).waitFor({ state: 'detached' });
  });

  test('what is changed for a family is on its own phone, and a refusal shows what it said meanwhile', async () => {
    await tap(organiser, /^Familie på 3, tigrinja/);
    await answers(phone, server, session.id, { of: { children: 1, parents: 1 }, lang: 'ti' });
    await tap(organiser, 'Fler: Foreldre');
    await tap(organiser, 'De kommer');
    await sees(organiser, 'Svaret er endret siden du så det');
    assert.equal((await stands()).company.parents, 1);
    await looksGood('changed');
    await tap(organiser, 'De kommer');
    await sees(organiser, 'Familie på 4, tigrinja: Kommer');
    assert.deepEqual([(await stands()).company.children, (await stands()).company.parents], [2, 2]);
    await tap(organiser, 'Angre');
    await sees(organiser, 'Familie på 2, tigrinja: Kommer');
    assert.equal((await stands()).company.parents, 1);
  });

  test('an answer is taken back, and given again by undoing; the audit tells it all', async () => {
    await tap(organiser, /^Familie på 2, tigrinja/);
    await tap(organiser, 'Ta svaret tilbake');
    await sees(organiser, 'svaret er tatt tilbake');
    assert.equal(await stands(), undefined);
    await tap(organiser, 'Angre');
    await sees(organiser, 'Familie på 2, tigrinja: Kommer');
    assert.equal((await stands()).state, 'coming');
    await tap(organiser, /^Familie på 2, tigrinja/);
    await tap(organiser, 'De kommer ikke');
    await sees(organiser, 'Familie på 2, tigrinja: Kommer ikke');
    assert.equal((await stands()).state, 'not_coming');
    await phone.goto(`/ti/p/drammen`);
    await organiser.goto('/nb/team/drammen/members/audit');
    for (const said of ['Skrev inn svaret', 'Endret svaret', 'Tok tilbake svaret'])
      await sees(organiser, said);
    await seesNot(organiser, 'Nadia');
  });
});
