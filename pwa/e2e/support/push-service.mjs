/** A push service as in RFC 8030: it hands out subscriptions, and decrypts what it is sent. */

import { createServer } from 'node:http';
import pushApi from 'web-push-testing/src/PushApiModel.js';
import { until } from './until.mjs';

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Opens the service. `origin` is what the program must be allowed to post to (PUSH_EXTRA_HOSTS). */
export async function openPushService() {
  const model = new pushApi.PushApiModel();
  const read = new Map();

  async function receive(request, response) {
    const { authorization, ttl, encryption } = request.headers;
    const headers = { encoding: request.headers['content-encoding'], authorization, ttl, encryption };
    try {
      await model.handleNotification(request.url.split('/').at(-1), headers, await bodyOf(request));
      response.writeHead(201).end();
    } catch (error) {
      response.writeHead(error.name === 'SubscriptionExpiredError' ? 410 : 400).end(error.message);
    }
  }
  const server = createServer(receive);
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  model.notifyUrl = `${origin}/notify/`;

  return {
    origin,
    /** What a browser's PushManager would get for the server's public key. */
    subscribe: applicationServerKey => model.subscribe({ userVisibleOnly: 'true', applicationServerKey }),
    /** The next message to a subscription, decrypted. */
    next: ({ clientHash }) =>
      until('a message arrives', () => {
        const seen = read.get(clientHash) ?? 0;
        const message = model.getNotifications({ clientHash }).messages[seen];
        if (message) read.set(clientHash, seen + 1);
        return message;
      }),
    /** The browser behind a subscription is gone: from now on the service answers 410. */
    drop: ({ clientHash }) => model.expireSubscription(clientHash),
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
