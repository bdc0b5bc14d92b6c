/** What a person sees and does, by role and label. */

import assert from 'node:assert/strict';

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const link = (page, name) => page.getByRole('link', { name, exact: true });

export const field = (page, label) => page.getByRole('textbox', { name: label, exact: true });

/** Waits until a text is to be seen. */
export const sees = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();

/** Waits until a text is not to be seen. */
export const seesNot = (page, text) =>
  page.waitForFunction(words => !document.body.innerText.includes(words), text);

export const tap = (page, name) => button(page, name).click();

/** Opens a line behind which the rest is, unless it lies open already. */
export async function unfold(page, text) {
  const details = page.locator('details', { has: page.locator('summary', { hasText: text }) }).first();
  await details.waitFor();
  if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click();
}

/** Waits for the page whose heading is `text`. */
export const arrives = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();

/** The heading of the page, once it is there. */
export async function headingOf(page) {
  const heading = page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  return heading.innerText();
}

/** What a download holds; a browser that is shared has no file of it to open. */
export const contentOf = async download => Buffer.concat(await (await download.createReadStream()).toArray());

/** Nothing of the page is wider than the screen. */
export async function fitsTheWidth(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${page.url()} is ${over} px wider than the screen`);
}
