import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openAutopush } from './support/autopush.mjs';
import { noFirefox, openFirefox } from './support/firefox.mjs';
import { startServer } from './support/server.mjs';
import { textsOf } from './support/texts.mjs';
import { until } from './support/until.mjs';

describe('Firefox', { skip: noFirefox }, () => {
  let autopush, server, phone, saturday;
  before(async () => {
    autopush = await openAutopush();
    server = await startServer({ PUSH_EXTRA_HOSTS: autopush.origin });
    phone = await openFirefox({ pushUrl: autopush.url });
    [saturday] = (await server.read('/api/places/lorenskog')).sessions;
  });
  after(async () => {
    await phone?.close();
    await server?.stop();
    await autopush?.close();
  });

  const mine = () => phone.evaluate(async () => (await (await fetch('/api/me')).json()).answers);
  const text = textsOf('ar');
  /** The longest words of a text that stand in it whatever its values are. */
  const fixed = key =>
    text[key]
      .split(/\{\w+\}/)
      .reduce((a, b) => (a.length < b.length ? b : a))
      .trim();

  test('subscribes, is reminded, and answers from the notification', async () => {
    await phone.goto(`${server.origin}/ar/s/${saturday.id}`);
    await phone.tap(text['answer.coming']);
    await phone.tap(text['notify.yes']);
    await phone.sees(text['notify.on']);

    await server.sql(
      `update sessions set starts_at = now() + interval '5 hours', ends_at = now() + interval '7 hours' where id = '${saturday.id}'`,
    ); // the evening before is over, the Saturday is not: the reminder is late, and leaves at once
    const reminder = await phone.nextNotification(1);
    assert.ok(reminder.title.includes(fixed('push.reminder.title')), reminder.title);
    assert.doesNotMatch(reminder.title + reminder.text, /طفل|إعاقة/);
    assert.deepEqual(reminder.actions, ['cannot', 'directions']);
    await until('Firefox says that it could read it', () =>
      autopush.acknowledged.some(({ code }) => code === 100),
    );

    await phone.tapNotification('cannot');
    await until('the answer arrived', async () => (await mine())[0].state === 'not_coming');
    assert.equal((await phone.nextNotification(2)).text, text['push.noted.cannot']);
  });

  test('a tap on a notification opens the Saturday that it is about', async () => {
    const [, next] = (await server.read('/api/places/lorenskog')).sessions;
    await phone.goto(`${server.origin}/ar/s/${next.id}`);
    await phone.tap(text['answer.coming']);
    await phone.sees(text['answer.thanks']);
    await phone.goto(`${server.origin}/ar`);
    const before = (await phone.notifications()).length;
    await server.command('session', 'door', next.id, 'main');
    const told = await phone.nextNotification(before + 1);
    assert.ok(told.title.includes(fixed('push.door.title')), told.title);
    await phone.tapNotification('');
    await until('the Saturday is shown', async () =>
      (await phone.urls()).some(url => url.endsWith(`/ar/s/${next.id}`)),
    );
  });
});
