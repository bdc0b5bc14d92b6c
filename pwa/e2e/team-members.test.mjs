import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { becomeOrganiser, inviteLink, joinByPages } from './support/organiser.mjs';
import { arrives, button, field, fitsTheWidth, link, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

describe('a team', () => {
  let stage, server, mailbox;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server, mailbox } = stage);
  });
  after(() => stage?.close());

  const phone = () => newPhone(stage.browser, { server });

  test('is joined from the command line, and grows by invitations', async () => {
    const kari = await phone();
    await joinByPages(kari, stage, await inviteLink(stage), { name: 'Kari', email: 'kari@example.org' });
    await kari.goto('/nb/team/lorenskog/members');
    await arrives(kari, 'Laget');
    await fitsTheWidth(kari);
    await kari.getByRole('combobox', { name: 'Som' }).selectOption({ label: 'Oversetter' });
    await kari.getByRole('combobox', { name: 'Til språket' }).selectOption({ label: 'العربية' });
    await tap(kari, 'Lag en lenke');
    const url = new URL(await field(kari, 'Lenken').inputValue());

    const amal = await phone();
    await joinByPages(amal, stage, url.pathname + url.hash, { name: 'Amal', email: 'amal@example.org' });
    await amal.goto('/nb/team/lorenskog/members');
    await sees(amal, 'Oversetter: العربية');
    await amal.goto('/nb/team/lorenskog/people');
    await sees(amal, 'Vi finner ikke det du leter etter.');
    await amal.goto(url.pathname + url.hash);
    await sees(amal, 'Lenken er brukt eller for gammel. Be om en ny.');

    await kari.goto('/nb/team/lorenskog/members');
    await sees(kari, 'Amal');
    await link(kari, 'Hvem gjorde hva').click();
    await arrives(kari, 'Hvem gjorde hva');
    await kari.getByRole('row', { name: /Ble med i laget.*Amal/ }).waitFor();
    await kari.getByRole('row', { name: /Inviterte til laget.*Kari/ }).waitFor();
  });

  test('ends a sign-in at once, and what was typed stays until its owner is back (S)', async () => {
    const [leader, other] = [await phone(), await phone()];
    await becomeOrganiser(leader, stage, { name: 'Leder' });
    await becomeOrganiser(other, stage, { name: 'Borte', role: 'instructor' });
    await other.goto('/nb/team/lorenskog/members');
    await arrives(other, 'Laget');
    await leader.goto('/nb/team/lorenskog/members');
    const card = leader.getByRole('region', { name: 'Borte' });
    await card.getByText('Innlogging').click();
    await card.getByRole('button', { name: /^Logg ut der/ }).click();
    await sees(leader, 'Innloggingen er avsluttet.');

    await tap(other, 'Lag tilgangsnøkkel her');
    const dialog = other.getByRole('dialog', { name: 'Logg inn igjen' });
    await tap(dialog, 'Logg inn med tilgangsnøkkel');
    await dialog.waitFor({ state: 'detached' });
    await arrives(other, 'Laget');
  });

  test('hears of it when somebody comes in by a code (S)', async () => {
    const [one, two] = [await phone(), await phone()];
    await becomeOrganiser(one, stage, { name: 'En', email: 'en@example.org' });
    await becomeOrganiser(two, stage, { name: 'To', email: 'to@example.org' });
    const fresh = await phone();
    await fresh.goto('/nb/team');
    await fresh.getByText('Ingen tilgangsnøkkel her?').click();
    await field(fresh, 'E-posten din').fill('en@example.org');
    await tap(fresh, 'Send meg en kode');
    await field(fresh, 'Skriv koden fra e-posten').fill(await mailbox.codeFor('en@example.org'));
    await tap(fresh, 'Neste');
    await button(fresh, 'Lag tilgangsnøkkel her').waitFor();
    assert.equal((await fresh.request.get('/api/team/account')).status(), 401);
    await mailbox.letterTo('to@example.org', /En \(en@example\.org\) i laget logget inn/);
  });

  test('lets a member out and in by a tap, and forgets who leaves (P5)', async () => {
    const page = await phone();
    await becomeOrganiser(page, stage, { name: 'Gjest', role: 'instructor', place: 'drammen' });
    await page.goto('/ar/team/drammen/members');
    await arrives(page, 'Laget'); // in Norwegian, as the team's pages are not in Arabic
    await page.goto('/nb/team/drammen/members');
    await tap(page, 'Logg ut');
    await tap(page, 'Logg inn med tilgangsnøkkel');
    await page.getByRole('button', { name: /^Slutt: Instruktør/ }).click();
    await tap(page.getByRole('dialog'), 'Slutt');
    await arrives(page, 'Logg inn for laget');
    await seesNot(page, 'Gjest');
  });
});
