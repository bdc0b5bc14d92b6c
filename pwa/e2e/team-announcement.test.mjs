import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { answers } from './support/family.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { arrives, field, fitsTheWidth, link, sees, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { textsOf } from './support/texts.mjs';
import { familyByMail, familyOnThePhone } from './support/told.mjs';

const MAIL = 'hodan@example.org';

describe('an organiser', () => {
  let stage, server, mailbox, saturdays, organiser;
  before(async () => {
    stage = await openStage({ mail: true, push: true });
    ({ server, mailbox } = stage);
    saturdays = (await server.read('/api/places/lorenskog')).sessions;
    organiser = await newPhone(stage.browser, { server });
    await becomeOrganiser(organiser, stage);
  });
  after(() => stage?.close());

  /** A family that comes, and wrote a number where families do. */
  async function byNumber(session) {
    const page = await newPhone(stage.browser, { server });
    await answers(page, server, session.id, { lang: 'ti' });
    await page.goto('/nb/me');
    await field(page, 'Telefonnummer').fill('412 34 567');
    await tap(page.getByRole('region', { name: 'E-post' }), 'Lagre');
    await sees(page, 'Lagret');
  }

  /** Eight seconds to undo, and then the way: that is longer than other things take. */
  const arrived = text => organiser.getByText(text).waitFor({ timeout: 40_000 });

  test('cancels, undoes, cancels again and sees it arrive (F10, P8)', async () => {
    const [session] = saturdays;
    const { phone } = await familyOnThePhone(stage, session);
    await familyByMail(stage, session, { email: MAIL });
    await byNumber(session);

    await organiser.goto('/nb/team/lorenskog/announcement');
    await fitsTheWidth(organiser);
    await organiser.getByRole('region', { name: 'Endre en lørdag' }).getByRole('link').first().click();
    await arrives(organiser, 'Endre en lørdag');
    await organiser.getByRole('button', { name: /^Avlys/ }).click();
    await organiser.getByRole('combobox', { name: 'Hvorfor?' }).selectOption({ label: 'Vi er syke.' });
    await tap(organiser, 'Se hvem det når');
    await sees(organiser, '3 familier');
    await sees(organiser, 'På telefonen: 1 · På e-post: 1 · Når vi ikke: 1');
    await fitsTheWidth(organiser);
    await tap(organiser, 'Send');
    await tap(organiser, 'Angre');
    await sees(organiser, 'Angret. Ingen fikk beskjed.');
    assert.equal((await server.read(`/api/sessions/${session.id}`)).session.status, 'open');

    await tap(organiser, 'Begynn på nytt');
    await tap(organiser, 'Send');
    await arrived('2 av 3 har fått beskjed');
    await sees(organiser, 'Meldingen er sendt');
    const { notification } = await phone.receive();
    assert.ok(
      notification.title.startsWith(textsOf('ar')['push.cancelled.title'].split('{')[0]),
      notification.title,
    );
    assert.ok(notification.body.includes(textsOf('ar')['reason.illness']), notification.body);
    await mailbox.letterTo(MAIL, /Content-Language: so/);
    await tap(organiser, 'Vis telefonnumre');
    await link(organiser, '+4741234567 · ትግርኛ').waitFor();
    await organiser.getByText('Hva du kan si').click();
    const sms = await link(organiser, 'SMS på ትግርኛ').getAttribute('href');
    assert.ok(
      sms.startsWith('sms:+4741234567?') && decodeURIComponent(sms).includes(textsOf('ti')['reason.illness']),
      sms,
    );
    await fitsTheWidth(organiser);
    await organiser.getByRole('checkbox', { name: 'Ringt' }).check();
    await arrived('3 av 3 har fått beskjed');
  });

  test('writes news in two languages, and the family reads it whole in the app', async () => {
    const { page, phone } = await familyOnThePhone(stage, saturdays[1]);
    await organiser.goto('/nb/team/lorenskog/announcement');
    await link(organiser, 'Ny melding').click();
    await organiser.getByRole('combobox', { name: 'Til hvem?' }).selectOption({ label: 'De som kommer' });
    await organiser.getByRole('combobox', { name: 'Hvilken lørdag?' }).selectOption({ index: 1 });
    await field(organiser, 'På norsk').fill('Ta med innesko.');
    await organiser.getByRole('combobox', { name: 'Legg til språk' }).selectOption({ label: 'العربية' });
    await organiser.getByRole('textbox', { name: /العربية/ }).fill('أحضروا أحذية داخلية.');
    await organiser.getByRole('checkbox', { name: 'Oversatt av maskin' }).check();
    await tap(organiser, 'Se hvem det når');
    await sees(organiser, 'Maskinoversatt, og det står der');
    await tap(organiser, 'Send');
    await arrived('1 av 1 har fått beskjed');
    const { notification } = await phone.receive();
    assert.equal(notification.body, `أحضروا أحذية داخلية. ${textsOf('ar')['push.machine']}`);
    await page.goto('/ar/me');
    await sees(page, 'أحضروا أحذية داخلية.');
    await organiser.goto('/nb/team/lorenskog/announcement');
    await sees(organiser, /^Melding:/);
  });
});
