import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone, readyForOffline } from './support/browser.mjs';
import { call, familyComes, nextSession } from './support/family.mjs';
import { atWork, becomeOrganiser } from './support/organiser.mjs';
import { arrives, button, link, sees, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { textsOf } from './support/texts.mjs';
import { until } from './support/until.mjs';

const DOOR = '/nb/team/lorenskog/door';

/** Opens the door and waits until the phone could count it without a network. */
async function opensDoor(page) {
  await page.goto(DOOR);
  await sees(page, 'Alt er sendt');
  const texts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter(name => /nb\.(core|team|count)\.json$/.test(name)),
  );
  await readyForOffline(page, ['/nb/offline-shell', ...texts]);
}

const more = (page, kind) => button(page, `Fler: ${kind}`).last().click();

describe('at the door', () => {
  let stage, session, first, second;
  const door = () => call(first.request, stage.server, 'GET', `/api/sessions/${session.id}/door`);

  before(async () => {
    stage = await openStage({ mail: true });
    const { server, browser } = stage;
    session = await nextSession(server, 'lorenskog');
    for (const nickname of ['Ali', '']) {
      const family = await familyComes(server, session.id, { of: { children: 2, parents: 2 }, lang: 'ar' });
      if (nickname)
        await call(family.request, server, 'PATCH', '/api/me', { nickname }, { 'if-match': '"v1"' });
    }
    await server.sql(
      `update sessions set starts_at = now(), ends_at = now() + interval '2 hours' where id = '${session.id}'`,
    );
    first = await newPhone(browser, { server });
    second = await newPhone(browser, { server });
    await Promise.all([
      becomeOrganiser(first, stage),
      becomeOrganiser(second, stage, { role: 'instructor' }),
    ]);
  });
  after(() => stage?.close());

  test('two phones without a network count the same morning, and it adds up afterwards', async () => {
    for (const phone of [first, second]) await opensDoor(phone);
    for (const phone of [first, second]) await phone.context().setOffline(true);

    await first.getByRole('button', { name: 'Ali' }).click();
    await more(first, 'Barn');
    await sees(first, '2 trykk er ikke sendt ennå.');

    await second.reload();
    const expected = second.getByRole('button', { name: 'Familie på 4', pressed: false });
    await expected.first().waitFor();
    assert.equal(await second.getByText('Ali', { exact: true }).count(), 0, 'the phone keeps no names');
    for (let left = 2; left > 0; left--) await expected.first().click(); // Ali's too: on both phones
    await second.getByText('Ny familie').click();
    await button(second, 'Fler: Unge').first().click();
    await tap(second, 'Tell familien: 1');
    await sees(second, '3 trykk er ikke sendt ennå.');

    for (const phone of [first, second]) await phone.context().setOffline(false);
    for (const phone of [first, second]) await sees(phone, 'Alt er sendt');
    const { totals } = await door();
    assert.deepEqual(
      [totals.known, totals.new, totals.heads.children, totals.heads.parents, totals.heads.young],
      [2, 1, 5, 4, 1],
    );
  });

  test('F23: a sign-in that ends in the morning loses nothing', async () => {
    await stage.server.sql(
      "update devices set member_seen_at = now() - interval '3 hours' where member_id is not null",
    );
    await more(first, 'Ansatte fra bolig');
    await sees(first, 'Innloggingen er slutt');
    await first.reload();
    await sees(first, '1 trykk er ikke sendt ennå.');
    await link(first, 'Logg inn for å sende').click();
    await tap(first, 'Logg inn med tilgangsnøkkel');
    await atWork(first);
    await first.goto(DOOR);
    await sees(first, 'Alt er sendt');
    assert.equal((await door()).totals.heads.staff, 1);
  });

  test('a family and a child say in pictures how it was, and nobody knows who', async () => {
    const { server, browser } = stage;
    const ar = textsOf('ar');
    const phone = await newPhone(browser, { server });
    const sent = [];
    phone.on('request', request => request.method() === 'POST' && sent.push(request));
    await phone.goto(`/ar/s/${session.id}`);
    await link(phone, ar['when.pulse']).click();
    await arrives(phone, ar['pulse.title']);
    await tap(phone, ar['pulse.family']);
    for (const face of ['good', 'good', 'middling', 'good']) await tap(phone, ar[`pulse.${face}`]);
    await sees(phone, ar['pulse.thanks']);
    await tap(phone, ar['pulse.next']);
    await tap(phone, ar['pulse.child']);
    await tap(phone, ar['pulse.bad']);
    for (let left = 3; left > 0; left--) await tap(phone, ar['pulse.skip']);
    await sees(phone, ar['pulse.thanks']);
    assert.equal(sent.length, 2);
    for (const request of sent) assert.equal((await request.allHeaders()).cookie, undefined);
  });

  test('afterwards an organiser writes what went well, and sees who did not come only as a number', async () => {
    await stage.server.sql(`update sessions set ends_at = now() where id = '${session.id}'`);
    await first.goto(DOOR);
    await sees(first, 'Sa ja, kom ikke');
    await first.getByRole('textbox', { name: 'Notat for de som leder stedet' }).fill('Mange ville danse.');
    await tap(first, 'Lagre');
    await sees(first, 'Lagret');
    await until('the note is kept', async () => {
      const { text } = await call(first.request, stage.server, 'GET', `/api/sessions/${session.id}/note`);
      return text === 'Mange ville danse.';
    });
    await sees(first, 'Vi viser svarene når minst fem har svart.');
  });
});
