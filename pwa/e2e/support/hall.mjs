/** Every page of the app, with people in it: a stranger, and a family whose phone is a volunteer's too. */

import { choosePlace, newPhone } from './browser.mjs';
import { answers, call } from './family.mjs';
import { settled } from './settled.mjs';

const EMAIL = 'nadia@example.org';

/** Signs the phone in by a mailed code, for `purpose`. */
async function typeCode(page, { server, mailbox }, path, method, body) {
  const { id } = await call(page.request, server, method, path, body);
  const code = await mailbox.codeFor(body.email);
  await call(page.request, server, 'POST', `/api/sign-in/code/${id}`, { code });
}

/** Signs the phone in as a volunteer with a name. */
export async function becomeVolunteer(page, stage, { email, name, speaks = ['nb'] }) {
  const body = { email, lang: 'nb', purpose: 'volunteer' };
  await typeCode(page, stage, '/api/sign-in/code', 'POST', body);
  await call(page.request, stage.server, 'PATCH', '/api/volunteer', { name, speaks, lang: 'nb' });
}

/** A family that comes, is waiting nowhere, gave its address, and whose phone takes a shift as well. */
async function member(stage, options) {
  const { browser, server } = stage;
  const page = await newPhone(browser, { server, ...options });
  const [first, second] = (await server.read('/api/places/lorenskog')).sessions;
  await answers(page, server, first.id, { of: { children: 1, siblings: 2, parents: 1 } });
  await answers(page, server, second.id);
  await typeCode(page, stage, '/api/me/email', 'PUT', { email: EMAIL, lang: 'nb' });
  await becomeVolunteer(page, stage, { email: 'kari@example.org', name: 'Kari', speaks: ['nb', 'ar'] });
  const shifts = await call(page.request, server, 'GET', '/api/volunteer/shifts');
  const waffles = shifts.find(({ task, session }) => task === 'waffles' && session.id === first.id);
  await call(page.request, server, 'PUT', `/api/shifts/${waffles.id}/hand`);
  return page;
}

/**
 * Furnishes the program of `stage` (with a mailbox), and lists every page: its name, the phone that opens it, and its
 * path after the language. `options` are those of the phones' browser.
 */
export async function furnish(stage, options) {
  const { browser, server, mailbox } = stage;
  const known = await member(stage, options);
  const stranger = await newPhone(browser, { server, ...options });
  for (const page of [known, stranger]) await choosePlace(page, server, 'lorenskog');
  const [first, second, third] = (await server.read('/api/places/lorenskog')).sessions;
  await server.command('session', 'door', second.id, 'street', 'Fabrikkgata', '2');
  await server.command('session', 'cancel', third.id, 'illness');
  const token = (await mailbox.linkFor(EMAIL, '/nb/r/')).split('/').at(-1);
  const { code } = await call(known.request, server, 'POST', '/api/me/link');
  const page = (name, path, phone = stranger) => ({ name, path, phone });
  return [
    page('home', ''),
    page('place', '/p/lorenskog'),
    page('drammen', '/p/drammen'),
    page('session', `/s/${first.id}`),
    page('session-answered', `/s/${second.id}`, known),
    page('session-cancelled', `/s/${third.id}`),
    page('pulse', `/s/${first.id}/pulse`),
    page('day', '/p/lorenskog/day'),
    page('flyer', '/p/lorenskog/flyer'),
    page('me-nobody', '/me'),
    page('me', '/me', known),
    page('volunteer-nobody', '/volunteer'),
    page('volunteer', '/volunteer', known),
    page('about', '/about'),
    page('privacy', '/privacy'),
    page('accessibility', '/accessibility'),
    page('language', '/language'),
    page('install', '/install'),
    page('link', `/link/${code}`),
    page('respond', `/r/${token}`),
    page('missing', '/p/nowhere'),
    page('choose', '?choose'),
  ];
}

/** Goes to a page of the hall in `lang`: by a link within the app, which is sooner there than opening it anew. */
export function go({ phone, path }, lang) {
  const href = `/${lang}${path}`;
  return settled(phone, async () => {
    if (phone.url() === 'about:blank') await phone.goto(href);
    else await phone.evaluate(follow, href);
    await phone.waitForURL(url => url.href.endsWith(href));
  });
}

/** Runs in the page, as a tap on a link to `href` does. */
function follow(href) {
  const link = Object.assign(document.createElement('a'), { href });
  document.body.append(link);
  link.click();
  link.remove();
}
