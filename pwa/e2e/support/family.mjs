/** A family as the program knows it, without a browser: what journeys need beside the phone that they follow. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'playwright-core';

const nobody = { children: 0, young: 0, parents: 0, siblings: 0, supporters: 0, staff: 0 };

/** One child and one parent, unless said otherwise. */
export const company = (of = { children: 1, parents: 1 }) => ({ ...nobody, ...of });

/** Calls the API with the cookies of a phone, and with more headers; a refusal fails the test. */
export async function call(request, server, method, path, data, more) {
  const headers = { origin: server.origin, 'idempotency-key': randomUUID(), ...more };
  const response = await request.fetch(server.origin + path, { method, headers, data });
  assert.ok(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`);
  return response.status() === 204 ? undefined : response.json();
}

/** The phone's family says that it comes to a session. */
export const answers = (page, server, session, { of, lang = 'nb' } = {}) =>
  call(page.request, server, 'PUT', `/api/sessions/${session}/answer`, {
    coming: true,
    company: company(of),
    lang,
  });

/** A family of its own comes to a session, without a browser; `request` calls as it. */
export async function familyComes(server, session, options) {
  const family = { request: await request.newContext() };
  await answers(family, server, session, options);
  return family;
}

/** The next session of a place. */
export async function nextSession(server, place) {
  const { sessions } = await server.read(`/api/places/${place}`);
  return sessions.find(session => session.status === 'open');
}
