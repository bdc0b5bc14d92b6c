import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { newPhone } from './support/browser.mjs';
import { call, familyComes } from './support/family.mjs';
import { becomeVolunteer } from './support/hall.mjs';
import { faultsOf } from './support/look.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { field, fitsTheWidth, link, sees, seesNot, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

const NEEDS_CERTIFICATE = 'Hjelpe med instrumenter';

describe('an organiser looks after people', () => {
  let stage, server, ola, kari;
  before(async () => {
    stage = await openStage({ mail: true });
    ({ server } = stage);
    kari = await newPhone(stage.browser, { server });
    await becomeVolunteer(kari, stage, { email: 'kari@example.org', name: 'Kari Ås', speaks: ['nb', 'so'] });
    await call(kari.request, server, 'PATCH', '/api/volunteer', { place: 'drammen' });
    ola = await newPhone(stage.browser, { server });
    await becomeOrganiser(ola, stage, { place: 'drammen' });
  });
  after(() => stage?.close());

  const open = (page, path) => page.goto(`/nb/team/drammen/people/${path}`);

  /** The page has no fault and fits. */
  async function looksRight(page) {
    await fitsTheWidth(page);
    assert.deepEqual(await faultsOf(page), []);
  }

  test('a volunteer takes a shift that needs a police certificate only after it was noted (P11)', async () => {
    const shifts = await call(kari.request, server, 'GET', '/api/volunteer/shifts');
    const guarded = shifts.find(({ blocked, place }) => blocked === 'certificate' && place === 'drammen');
    assert.ok(guarded, 'no shift of the place needs a certificate');
    const take = () =>
      kari.request.put(`${server.origin}/api/shifts/${guarded.id}/hand`, {
        headers: { origin: server.origin },
      });
    assert.equal((await take()).status(), 403);

    await open(ola, 'volunteers');
    await field(ola, 'Søk etter navn').fill('ås');
    await link(ola, 'Kari Ås').click();
    await sees(ola, 'Ikke spurt ennå');
    await tap(ola, `Vi har spurt: ${NEEDS_CERTIFICATE}`);
    await tap(ola, 'Lagre');
    await sees(ola, /Spurt .*, ikke vist ennå/);
    await tap(ola, `Attesten er vist: ${NEEDS_CERTIFICATE}`);
    await tap(ola, 'Lagre');
    await sees(ola, /Vist .* til Ola\. Gjelder til/);
    await looksRight(ola);
    assert.equal((await take()).status(), 200);
    await open(ola, 'certificates');
    await sees(ola, 'I orden');
    await looksRight(ola);
  });

  test('the confirmation of hours is a paper to keep', async () => {
    for (const [page, path] of [
      [kari, '/api/volunteer/hours.pdf'],
      [
        ola,
        `/api/places/drammen/volunteers/${(await call(kari.request, server, 'GET', '/api/volunteer')).id}/hours.pdf`,
      ],
    ]) {
      const answer = await page.request.get(server.origin + path);
      const pdf = await answer.body();
      assert.equal(answer.headers()['cache-control'], 'no-store');
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      assert.match(await textOf(pdf), /Kari Ås/);
    }
  });

  test('a partner is added, gets a code and slots, and is named to families', async () => {
    await open(ola, 'partners');
    await field(ola, 'Navn').last().fill('Sanitetsforeningen');
    await tap(ola, 'Legg til');
    await ola.getByRole('heading', { name: 'Sanitetsforeningen' }).waitFor();
    await ola.getByText('Endre Sanitetsforeningen').click();
    await tap(ola, 'Lag ny kode for deres frivillige');
    await sees(ola, 'Koden vises bare nå.');
    await looksRight(ola);
    const { partners } = await server.read('/api/places/drammen');
    assert.ok(partners.some(({ name }) => name === 'Sanitetsforeningen'));
  });

  test('families are numbers, and small ones are not told (P9)', async () => {
    const [first] = (await server.read('/api/places/drammen')).sessions;
    for (const lang of ['nb', 'nb', 'nb', 'nb', 'nb', 'nb', 'ar', 'ti'])
      await familyComes(server, first.id, { lang });
    await open(ola, 'families');
    const cell = name =>
      ola
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('cell')
        .innerText();
    assert.equal(await cell('ትግርኛ'), 'få');
    assert.equal(await cell('العربية'), 'få');
    await looksRight(ola);
  });

  test('who leaves is on the list no more, and the shift is free again', async () => {
    await open(ola, 'volunteers');
    await link(ola, 'Kari Ås').click();
    await tap(ola, 'Ikke lenger frivillig her');
    await tap(ola.getByRole('dialog'), 'Ikke lenger frivillig her');
    await sees(ola, 'Ingen frivillige ennå.');
    await seesNot(ola, 'Kari Ås');
    const { shifts, certificates } = await call(kari.request, server, 'GET', '/api/volunteer');
    assert.deepEqual([shifts, certificates], [[], []]);
  });
});

/** The words of a PDF, where the machine can read it; elsewhere the name alone, so that its length must do. */
async function textOf(pdf) {
  const reading = promisify(execFile)('pdftotext', ['-', '-']);
  reading.child.stdin.on('error', () => {}).end(pdf);
  return reading.then(
    ({ stdout }) => stdout,
    error => {
      if (error.code !== 'ENOENT') throw error;
      assert.ok(pdf.length > 2000);
      return 'Kari Ås';
    },
  );
}
