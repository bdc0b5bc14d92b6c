import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { giveAuthenticator } from './support/authenticator.mjs';
import { newPhone } from './support/browser.mjs';
import { call } from './support/family.mjs';
import { becomeVolunteer } from './support/hall.mjs';
import { arrives, button, field, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

describe('a volunteer', () => {
  let stage, server, mailbox;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server, mailbox } = stage);
  });
  after(() => stage?.close());

  /** A volunteer's phone on the page of the shifts, those of Lørenskog. */
  async function signedIn(email, name, speaks) {
    const page = await newPhone(stage.browser, { server });
    await becomeVolunteer(page, stage, { email, name, speaks });
    await seeShifts(page);
    return page;
  }

  async function seeShifts(page) {
    await page.goto('/nb/volunteer');
    await page.getByRole('combobox', { name: 'Velg sted' }).selectOption({ label: 'Lørenskog' });
  }

  const take = (page, task) => page.getByRole('button', { name: new RegExp(`^Ta vakta: ${task}, `) }).first();

  /** The volunteer's own shifts, as the page has them. */
  const mine = page => page.getByRole('region', { name: 'Vaktene mine' });

  test('signs in by a mailed code, takes a shift and gives it back', async () => {
    const page = await newPhone(stage.browser, { server });
    await page.goto('/nb/volunteer');
    await field(page, 'E-posten din').fill('kari@example.org');
    await tap(page, 'Send meg en kode');
    await field(page, 'Skriv koden fra e-posten').fill(await mailbox.codeFor('kari@example.org'));
    await tap(page, 'Neste');
    await field(page, 'Navnet ditt').fill('Kari');
    await page.getByRole('checkbox', { name: 'العربية' }).check();
    await tap(page, 'Lagre');
    await sees(page, 'Du har ingen vakter.');

    await seeShifts(page);
    await take(page, 'Steke vafler').click();
    await sees(page, 'Vakta er din. Takk!');
    await mine(page).getByText('Ta med forkle.').waitFor();
    await tap(mine(page), 'Gi tilbake');
    await sees(page, 'Vakta er gitt tilbake.');
    await sees(page, 'Du har ingen vakter.');
  });

  test('makes a passkey and signs in with it the next time, by a tap', async () => {
    const page = await newPhone(stage.browser, { server });
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false; // as in older browsers
    });
    await becomeVolunteer(page, stage, { email: 'passkey@example.org', name: 'Pia' });
    await seeShifts(page);
    await giveAuthenticator(page);
    await tap(page, 'Lag tilgangsnøkkel på denne telefonen');
    await sees(page, 'Du har en tilgangsnøkkel.');
    await tap(page, 'Logg ut');
    await tap(page.getByRole('dialog'), 'Logg ut');
    await tap(page, 'Logg inn med tilgangsnøkkel');
    await sees(page, 'Lørdager som trenger hender');
    await sees(page, 'Pia');
  });

  test('is offered the passkey without asking for it', async () => {
    const page = await signedIn('suggested@example.org', 'Per');
    await giveAuthenticator(page);
    await tap(page, 'Lag tilgangsnøkkel på denne telefonen');
    await sees(page, 'Du har en tilgangsnøkkel.');
    await page.context().clearCookies();
    await page.reload();
    await sees(page, 'Per');
  });

  test('is told which languages are spoken, as the families are', async () => {
    const page = await signedIn('tolk@example.org', 'Omar', ['ar', 'prs']);
    await take(page, 'Tolke').click();
    await sees(page, 'Vakta er din. Takk!');
    const shifts = await call(page.request, server, 'GET', '/api/volunteer/shifts');
    const { session } = shifts.find(shift => shift.mine);
    await page.goto(`/nb/s/${session.id}`);
    await sees(page, 'Frivillige snakker');
    await sees(page, 'العربية');
  });

  test('cannot be in two places at once', async () => {
    const page = await signedIn('to@example.org', 'Tor');
    await take(page, 'Steke vafler').click();
    await mine(page).getByText('Steke vafler').waitFor();
    await sees(page, 'Du har en annen vakt da');
    const shifts = await call(page.request, server, 'GET', '/api/volunteer/shifts');
    const taken = shifts.find(shift => shift.mine);
    const clash = shifts.find(shift => shift.blocked === 'overlap' && shift.session.id === taken.session.id);
    const refused = await page.request.put(`/api/shifts/${clash.id}/hand`, {
      headers: { origin: server.origin },
    });
    assert.deepEqual([refused.status(), (await refused.json()).code], [409, 'shift.overlap']);
  });

  test('gets the last place or is told that somebody was quicker (F19)', async () => {
    const [one, two] = [await signedIn('en@example.org', 'En'), await signedIn('annen@example.org', 'Annen')];
    await Promise.all([take(one, 'Ta imot').waitFor(), take(two, 'Ta imot').waitFor()]);
    await Promise.all([take(one, 'Ta imot').click(), take(two, 'Ta imot').click()]);
    const outcomes = await Promise.all(
      [one, two].map(page =>
        Promise.any([
          sees(page, 'Vakta er din. Takk!').then(() => 'taken'),
          sees(page, 'Noen andre tok den siste plassen.').then(() => 'too late'),
        ]),
      ),
    );
    assert.deepEqual(outcomes.sort(), ['taken', 'too late']);
  });

  test('sees and erases what is known (P5)', async () => {
    const page = await signedIn('bort@example.org', 'Bo');
    await tap(page, 'Slett alt om meg');
    await tap(page.getByRole('dialog'), 'Slett alt om meg');
    await sees(page, 'Alt er slettet.');
    await button(page, 'Send meg en kode').waitFor();
    await page.reload();
    await arrives(page, 'Bli frivillig');
    await seesNot(page, 'Bo');
  });
});
