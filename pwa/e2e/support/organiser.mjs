/** People of a place's team, who come in as people do: by an invitation, a mailed code and a passkey. */

import { giveAuthenticator } from './authenticator.mjs';
import { call } from './family.mjs';
import { field, tap } from './screen.mjs';

let number = 0;
const nextEmail = () => `ola-${++number}@example.org`;

/** A link into the team of a place, from its path on; `network` is all places. */
export async function inviteLink({ server }, { place = 'lorenskog', role = 'organiser', lang } = {}) {
  const words = role === 'network' ? ['network'] : [place, role, ...(lang ? [lang] : [])];
  const printed = await server.command('invite', ...words);
  const { pathname, hash } = new URL(printed.trim());
  return pathname + hash;
}

/** Waits for the ways between the sections, or for the places of who has several: the member is in. */
export const atWork = page =>
  page
    .getByRole('navigation', { name: 'Sider for laget' })
    .or(page.getByRole('heading', { name: 'Stedene dine' }))
    .waitFor();

/** Goes through the pages of an invitation, and ends on the first page of the place. `page` gets an authenticator. */
export async function joinByPages(page, { mailbox }, path, { name, email }) {
  await giveAuthenticator(page);
  await page.goto(path);
  await field(page, 'Navnet ditt').fill(name);
  await field(page, 'E-posten din').fill(email);
  await tap(page, 'Bli med');
  await field(page, 'Skriv koden fra e-posten').fill(await mailbox.codeFor(email));
  await tap(page, 'Neste');
  await tap(page, 'Lag tilgangsnøkkel her');
  await atWork(page);
}

/**
 * Makes the page's phone a member's of a place's team, signed in with a passkey: the same steps without the pages.
 * The stage needs a mailbox. A translator needs `lang`.
 */
export async function becomeOrganiser(page, stage, { name = 'Ola', email = nextEmail(), ...offer } = {}) {
  const { server, mailbox } = stage;
  const code = (await inviteLink(stage, offer)).split('#').at(-1);
  const post = (path, body) => call(page.request, server, 'POST', path, body);
  const { id } = await post(`/api/team/invitations/${code}/accept`, { name, email, lang: 'nb' });
  await post(`/api/team/sign-in/code/${id}`, { code: await mailbox.codeFor(email) });
  await giveAuthenticator(page);
  await page.goto('/nb/team');
  await tap(page, 'Lag tilgangsnøkkel her');
  await atWork(page);
}
