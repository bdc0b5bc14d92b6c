/** Every page of the team, with work on the desk: a Saturday that is today, families, a draft, a message, a partner. */

import { newPhone } from './browser.mjs';
import { call, familyComes } from './family.mjs';
import { becomeVolunteer } from './hall.mjs';
import { becomeOrganiser, inviteLink } from './organiser.mjs';

const PLACE = '/api/places/drammen';

/** A light phone and a dark desk show between them what there is to see. */
const LOOKS = [
  ['desk', 'dark'],
  ['phone', 'light'],
];

/** Families that come to a session, in several languages, with wishes. */
async function families(server, session) {
  const wishes = { interpreterLang: 'ti', allergies: 'Cøliaki', helps: 'Et rolig rom', consent: true };
  for (const lang of ['nb', 'ti', 'ar']) {
    const { request } = await familyComes(server, session, { of: { children: 2, parents: 1 }, lang });
    if (lang === 'ti') await call(request, server, 'PUT', `/api/sessions/${session}/wishes`, wishes);
  }
}

/** A volunteer of the place, who has a shift there. */
async function volunteer(stage) {
  const { browser, server } = stage;
  const page = await newPhone(browser, { server });
  await becomeVolunteer(page, stage, { email: 'sara@example.org', name: 'Sara', speaks: ['nb', 'ti'] });
  await call(page.request, server, 'PATCH', '/api/volunteer', { place: 'drammen' });
  const shifts = await call(page.request, server, 'GET', '/api/volunteer/shifts');
  const welcome = shifts.find(({ place, task }) => place === 'drammen' && task === 'welcome');
  await call(page.request, server, 'PUT', `/api/shifts/${welcome.id}/hand`);
  return (await call(page.request, server, 'GET', '/api/volunteer')).id;
}

/** What the organiser has begun: the draft of a season, a message, a partner, somebody who hands out flyers. */
async function work(request, server) {
  const post = (path, data) => call(request, server, 'POST', path, data);
  const year = new Date().getFullYear() + 1;
  const draft = await post(`${PLACE}/seasons`, { year, half: 'autumn' });
  const { dates } = await post(`${PLACE}/season-proposal`, { from: `${year}-08-01`, to: `${year}-12-20` });
  const hours = { from: '11:30', to: '13:30' };
  await call(
    request,
    server,
    'PUT',
    `/api/seasons/${draft.id}`,
    { dates: dates.map(({ date }) => ({ date, ...hours })) },
    { 'if-match': '"v1"' },
  );
  const texts = [{ lang: 'nb', text: 'Ta med innesko.', machine: false }];
  const news = await post(`${PLACE}/announcements`, { kind: 'news', audience: 'families', texts });
  await post(`${PLACE}/partners`, { name: 'Sanitetsforeningen', role: 'with' });
  await post(`${PLACE}/distributors`, { via: 'helsestasjon', name: 'Helsestasjonen' });
  await fetch(`${server.origin}/ar/p/drammen/flyer?via=helsestasjon`);
  await post('/api/team/invitations', { place: 'drammen', role: 'translator', lang: 'ar' });
  return { draft: draft.id, news: news.id };
}

/** Furnishes the team's pages of the program of `stage`, which needs a mailbox, and lists them as `furnish` does. */
export async function furnishOffice(stage, options) {
  const { browser, server } = stage;
  const phone = await newPhone(browser, { server, ...options });
  const stranger = await newPhone(browser, { server, ...options });
  const [today, next] = (await server.read(PLACE)).sessions;
  await families(server, today.id);
  const sara = await volunteer(stage);
  await server.sql(
    `update sessions set starts_at = now(), ends_at = now() + interval '2 hours' where id = '${today.id}'`,
  );
  await becomeOrganiser(phone, stage, { role: 'network' });
  const { draft, news } = await work(phone.request, server);
  const { flyers } = await call(phone.request, server, 'GET', `${PLACE}/flyers`);
  const page = (name, path, at = `/drammen/${path}`, of = phone) => ({
    name,
    path: `/team${at}`,
    phone: of,
    looks: LOOKS,
  });
  return [
    page('o-places', '', ''),
    ...[
      ['saturday', 'saturday'],
      ['door', 'door'],
      ['seasons', 'season'],
      ['draft', `season/${draft}`],
      ['settings', 'season/settings'],
      ['messages', 'announcement'],
      ['message-new', 'announcement/new'],
      ['message-change', `announcement/session/${next.id}`],
      ['message', `announcement/${news}`],
      ['volunteers', 'people/volunteers'],
      ['volunteer', `people/volunteers/${sara}`],
      ['certificates', 'people/certificates'],
      ['partners', 'people/partners'],
      ['families', 'people/families'],
      ['flyers', 'flyer'],
      ['flyer-desk', `flyer/${flyers[0].id}/ar`],
      ['channels', 'flyer/channels'],
      ['retention', 'report/retention'],
      ['team', 'members'],
      ['audit', 'members/audit'],
    ].map(([name, path]) => page(`o-${name}`, path)),
    page('o-report', '', '/lorenskog/report'),
    page('o-sign-in', '', '', stranger),
    page('o-join', '', (await inviteLink(stage, { place: 'drammen' })).replace(/^\/\w+\/team/, ''), stranger),
  ];
}
