/** Families that come and are told of changes: on a phone of their own, or by mail. */

import { newPhone, readyForOffline } from './browser.mjs';
import { answers, call } from './family.mjs';
import { givePush } from './push-manager.mjs';
import { sees, tap } from './screen.mjs';
import { textsOf } from './texts.mjs';

/** A family that reads `lang` comes, and lets its phone tell it. The stage needs a push service. */
export async function familyOnThePhone(stage, session, lang = 'ar') {
  const page = await newPhone(stage.browser, stage);
  const phone = await givePush(page, stage);
  const text = textsOf(lang);
  await page.goto(`/${lang}/s/${session.id}`);
  await readyForOffline(page, ['/api/places']);
  await tap(page, text['answer.coming']);
  await tap(page, text['notify.yes']);
  await sees(page, text['notify.on']);
  return { page, phone };
}

/** A family that reads `lang` comes, and gave its address. The stage needs a mailbox. Returns its phone. */
export async function familyByMail(stage, session, { email, lang = 'so' }) {
  const { browser, server, mailbox } = stage;
  const page = await newPhone(browser, { server });
  await answers(page, server, session.id, { lang });
  const { id } = await call(page.request, server, 'PUT', '/api/me/email', { email, lang });
  await call(page.request, server, 'POST', `/api/sign-in/code/${id}`, { code: await mailbox.codeFor(email) });
  return page;
}
