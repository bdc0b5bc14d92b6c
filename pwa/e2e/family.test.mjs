import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { answers, call, familyComes, nextSession } from './support/family.mjs';
import { arrives, button, contentOf, field, headingOf, link, sees, tap, unfold } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { until } from './support/until.mjs';

describe('a family', () => {
  let stage, server, browser, mailbox;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server, browser, mailbox } = stage);
  });
  after(() => stage?.close());

  /** A phone that says how often it was tapped. */
  async function countedPhone(options) {
    const page = await newPhone(browser, { server, ...options });
    let taps = 0;
    await page.exposeFunction('tapped', () => taps++);
    await page.addInitScript(() => addEventListener('pointerdown', () => window.tapped()));
    return { page, taps: () => taps };
  }

  /** A phone on the page of the next Saturday in Lørenskog. */
  async function phoneAtHome() {
    const page = await newPhone(browser, { server });
    await page.goto('/nb/p/lorenskog');
    await arrives(page, 'Lørenskog');
    return page;
  }

  test('says that it comes with three taps at most, from the first visit in its own language on', async () => {
    const { page, taps } = await countedPhone({ locale: 'pl-PL' });
    await page.goto('/');
    assert.equal(new URL(page.url()).pathname, '/pl');
    await page.getByRole('main').getByRole('button', { name: 'Lørenskog' }).click();
    await tap(page, 'Przyjdziemy');
    await sees(page, 'Świetnie! Do zobaczenia.');
    assert.ok(taps() <= 3, `${taps()} taps`);
  });

  test('looks at another place, and finds home again', async () => {
    const page = await phoneAtHome();
    await link(page, 'Et annet sted').click();
    await arrives(page, 'Velg sted');
    await link(page, 'Hjem').click();
    await arrives(page, 'Neste lørdag med musikk');
    await tap(page, 'Et annet sted');
    await page.getByRole('main').getByRole('button', { name: 'Drammen' }).click();
    await sees(page, 'G60 scene');
  });

  test('changes its company, takes the answer back, and says that it does not come', async () => {
    const page = await phoneAtHome();
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
    await sees(page, 'Barn: 1 · Foreldre: 1');
    assert.equal(
      await button(page, 'Endre').isVisible(),
      false,
      'a reminder is the one thing to do after a yes',
    );

    await unfold(page, 'Endre svaret');
    await tap(page, 'Endre');
    const dialog = page.getByRole('dialog', { name: 'Hvem kommer?' });
    await dialog.getByRole('button', { name: 'Fler: Søsken' }).click();
    await dialog.getByText('Til sammen: 3').waitFor();
    await tap(dialog, 'Lagre');
    await dialog.waitFor({ state: 'detached' });
    await sees(page, 'Barn: 1 · Foreldre: 1 · Søsken: 1');

    await tap(page, 'Angre svaret');
    await button(page, 'Vi kommer').waitFor();
    await tap(page, 'Vi kommer ikke');
    await sees(page, 'Takk for beskjed. Velkommen en annen gang.');
    await page.reload();
    await sees(page, 'Takk for beskjed. Velkommen en annen gang.');
  });

  test('waits when the Saturday is full, and takes the seat that is offered (F19)', async () => {
    const { id } = await nextSession(server, 'drammen');
    await server.sql(`update sessions set capacity = 20 where id = '${id}'`);
    const others = await Promise.all([newPhone(browser, { server }), newPhone(browser, { server })]);
    for (const other of others) await answers(other, server, id, { of: { children: 10 } });

    const page = await newPhone(browser, { server });
    await page.goto(`/nb/s/${id}`);
    await sees(page, 'Fullt. Du kan stå på venteliste.');
    await tap(page, 'Vi kommer');
    await sees(page, 'Dere står på venteliste.');
    await sees(page, 'Familier foran dere: 0');

    await call(others[0].request, server, 'DELETE', `/api/sessions/${id}/answer`);
    await until('the seat is offered', async () => {
      await page.reload();
      await headingOf(page);
      return page.getByText('Det er plass til dere!').isVisible();
    });
    await tap(page, 'Ja, vi kommer');
    await sees(page, 'Fint! Vi ses.');
  });

  test('waits with more people than there are seats left, and comes with fewer', async () => {
    const { sessions } = await server.read('/api/places/drammen');
    const { id } = sessions.filter(session => session.status === 'open')[1];
    await server.sql(`update sessions set capacity = 11 where id = '${id}'`);
    await familyComes(server, id, { of: { children: 10 } });

    const page = await newPhone(browser, { server });
    await page.goto(`/nb/s/${id}`);
    await sees(page, 'Ledige plasser: 1');
    await sees(page, 'Det er ikke plass til alle. Kom med færre, eller stå på venteliste.');
    await tap(page, 'Vi kommer');
    await sees(page, 'Nå er det plass til 1 av dere. Kom med færre, eller bli stående på venteliste.');
    await sees(page, 'Vil du ha beskjed dagen før?');
    await tap(page, 'Kom med færre');
    await tap(page, 'Færre: Foreldre');
    await tap(page, 'Lagre');
    await sees(page, 'Fint! Vi ses.');
  });

  test('keeps an e-mail address by a typed code, and returns with it on a new phone (S4)', async () => {
    const page = await phoneAtHome();
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
    await link(page, 'Familien').click();
    await arrives(page, 'Familien min');
    await field(page, 'E-post').fill('amina@example.org');
    await tap(page, 'Legg til e-post');
    const code = await mailbox.codeFor('amina@example.org');
    await field(page, 'Skriv koden fra e-posten').fill(code === '00000000' ? '00000001' : '00000000');
    await tap(page, 'Neste');
    await sees(page, 'Koden er feil. Prøv igjen.');
    await field(page, 'Skriv koden fra e-posten').fill(code);
    await tap(page, 'Neste');
    await button(page, 'Fjern e-posten').waitFor();

    const another = await newPhone(browser, { server });
    await another.goto('/nb/me');
    await another.getByText('Jeg har vært her før').click();
    await field(another, 'E-post').fill('amina@example.org');
    await tap(another, 'Send');
    await field(another, 'Skriv koden fra e-posten').fill(await mailbox.codeFor('amina@example.org'));
    await tap(another, 'Neste');
    await sees(another, 'Svarene våre');
    await sees(another, 'amina@example.org');
  });

  test('adds a second phone by a code, which sees the same answers', async () => {
    const page = await phoneAtHome();
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
    await page.goto('/nb/me');
    await tap(page, 'Legg til en telefon til');
    const shown = page.getByText(/^[A-Z0-9]{3,6} [A-Z0-9]{3,6}$/);
    const code = (await shown.innerText()).replace(' ', '');

    const second = await newPhone(browser, { server });
    await second.goto(`/nb/link/#${code}`);
    await tap(second, 'Legg til en telefon til');
    await arrives(second, 'Familien min');
    await sees(second, 'Svarene våre');
    const phones = second.getByRole('button', { name: /^Logg ut: / });
    await phones.first().waitFor(); // the list of phones comes after the answers
    assert.equal(await phones.count(), 2);

    await page.goto('/nb/link/ZZZZZZZZ');
    await tap(page, 'Legg til en telefon til');
    await sees(page, 'Koden er feil eller for gammel.');
  });

  test('downloads all that is known about it, and erases it (P5)', async () => {
    const page = await phoneAtHome();
    await tap(page, 'Vi kommer');
    await sees(page, 'Fint! Vi ses.');
    await page.goto('/nb/me');
    const download = page.waitForEvent('download');
    await link(page, 'Last ned alt om oss').click();
    const file = await download;
    assert.equal(file.suggestedFilename(), 'musikk-for-alle.json');
    const known = JSON.parse(await contentOf(file));
    assert.equal(known.me.answers.length, 1);

    await tap(page, 'Slett alt om oss');
    await tap(page.getByRole('dialog'), 'Slett alt om oss');
    await sees(page, 'Alt er slettet.');
    assert.equal((await (await page.request.get('/api/me')).json()).family, undefined);
    await page.goto('/nb/me');
    await sees(page, 'Vi vet ingenting om deg ennå.');
  });
});
