import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newPhone } from './support/browser.mjs';
import { becomeOrganiser } from './support/organiser.mjs';
import { arrives, contentOf, field, link, sees, tap } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';

describe('a report', () => {
  let stage, page;
  before(async () => {
    stage = await openStage({ mail: true });
    page = await newPhone(stage.browser, stage);
    await becomeOrganiser(page, stage);
  });
  after(() => stage?.close());

  const choose = (name, label) => page.getByRole('combobox', { name }).selectOption({ label });

  /** Downloads a file of the report that is shown. */
  async function file(name) {
    const downloads = page.waitForEvent('download');
    await link(page, name).click();
    return contentOf(await downloads);
  }

  test('says from counts what came of it, and tells nothing of few', async () => {
    await page.goto('/nb/team/lorenskog/report');
    await sees(page, 'Vi har nådd rundt 30 barn og unge, og 80–100 personer i alt.');
    await page.getByRole('row', { name: /^Barn .*63/ }).waitFor();
    await sees(page, 'få (vises ikke)');
  });

  test('goes to the funder as a workbook and on paper', async () => {
    const [book, paper] = [await file('Excel'), await file('PDF')];
    assert.equal(book.subarray(0, 2).toString(), 'PK');
    assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
  });

  test('is written beside the numbers, and a draft survives a reload', async () => {
    const plans = 'Hva er det viktigste, og hva nå?';
    await page.goto('/nb/team/lorenskog/report');
    await choose('År', '2019');
    await choose('Del av året', 'Våren');
    await tap(page, `Skriv: ${plans}`);
    await field(page, plans).fill('Flere steder.');
    await sees(page, 'Ikke lagret ennå.');
    await page.reload();
    await choose('År', '2019');
    await choose('Del av året', 'Våren');
    assert.equal(await field(page, plans).inputValue(), 'Flere steder.');
    await tap(page, 'Lagre');
    await sees(page, 'Lagret.');
    await sees(page, 'Flere steder.');
  });

  test('is closed for good when the season is over', async () => {
    await tap(page, 'Lukk rapporten for Våren 2019');
    const dialog = page.getByRole('dialog', { name: 'Lukk rapporten for Våren 2019' });
    await tap(dialog, 'Lukk rapporten for Våren 2019');
    await sees(page, 'Tallene endrer seg ikke mer.');
    await sees(page, 'Rettelser');
  });

  test('stands beside what is deleted, and when (P7)', async () => {
    await link(page, 'Hva som slettes, og når').click();
    await arrives(page, 'Hva som slettes, og når');
    await page.getByRole('row', { name: /^Familier: etter siste bruk.*24 måneder/ }).waitFor();
  });
});
