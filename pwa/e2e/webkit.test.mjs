import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startServer } from './support/server.mjs';
import { textsOf } from './support/texts.mjs';
import { noWebKit, openWebKit } from './support/webkit.mjs';

describe('WebKit', { skip: noWebKit }, () => {
  let server, phone;
  before(async () => {
    server = await startServer();
    phone = await openWebKit();
  });
  after(async () => {
    await phone?.close();
    await server?.stop();
  });

  /** The family's answer, as the server knows it. */
  const standing = () =>
    phone.execute(() =>
      fetch('/api/me')
        .then(answer => answer.json())
        .then(me => me.answers[0].state),
    );

  for (const lang of ['nb', 'ar'])
    test(`a family that reads ${lang} says that it comes, changes its mind, and is remembered`, async () => {
      const text = textsOf(lang);
      await phone.forget(server.origin);
      await phone.goto(`${server.origin}/${lang}/p/lorenskog`);
      await phone.tap(text['answer.coming']);
      await phone.sees(text['answer.thanks']);
      await phone.tap(text['answer.more']);
      await phone.tap(text['answer.undo']);
      await phone.sees(text['answer.who']);
      await phone.tap(text['answer.not_coming']);
      await phone.sees(text['answer.sorry']);
      await phone.reload();
      await phone.sees(text['answer.sorry']);
      const over = await phone.execute(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `the page is ${over} px wider than the screen`);
      assert.equal(await standing(), 'not_coming');
      await phone.tap(text['answer.coming']);
      await phone.sees(text['answer.thanks']);
      assert.equal(await standing(), 'coming');
    });
});
