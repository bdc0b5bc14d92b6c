/** WebDriver BiDi (W3C): commands and their answers, over the socket that a browser opens. */

import { WebSocket } from 'ws';

/** Connects to `url` and opens a session. `send` gives the result of a command; a refusal throws. */
export async function openSession(url) {
  const socket = new WebSocket(`${url}/session`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  let last = 0;
  socket.on('message', text => {
    const { id, type, result, error, message } = JSON.parse(text);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (type === 'error') reject?.(new Error(`${error}: ${message}`));
    else resolve?.(result);
  });
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await send('session.new', { capabilities: {} });
  return { send, close: () => socket.close() };
}

/** A function of this file's callers that runs in `context`, with arguments that are JSON; its result is JSON too. */
export async function evaluate(session, context, work, ...args) {
  const { type, result, exceptionDetails } = await session.send('script.callFunction', {
    functionDeclaration: `async text => JSON.stringify((await (${work})(...JSON.parse(text))) ?? null)`,
    arguments: [{ type: 'string', value: JSON.stringify(args) }],
    target: { context },
    awaitPromise: true,
  });
  if (type === 'exception') throw new Error(exceptionDetails.text);
  return JSON.parse(result.value);
}
