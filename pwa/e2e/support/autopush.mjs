/**
 * A small autopush: the push service that Firefox speaks to over a WebSocket. What the program posts to an endpoint is
 * handed to the browser as it came; Firefox itself decrypts it. (mozilla-services.github.io/autopush-rs)
 */

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** Opens the service. `origin` is what the program must be allowed to post to; `url` is what Firefox is told. */
export async function openAutopush() {
  const sockets = new Map(); // of each channel, the browser that listens
  const acknowledged = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const channelID = request.url.split('/').at(-1);
    const socket = sockets.get(channelID);
    if (!socket) return response.writeHead(410).end();
    socket.send(
      JSON.stringify({
        messageType: 'notification',
        channelID,
        version: randomUUID(),
        data: Buffer.concat(chunks).toString('base64url'),
        headers: { encoding: request.headers['content-encoding'] },
      }),
    );
    response.writeHead(201).end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${server.address().port}`;

  const answers = {
    hello: () => ({
      messageType: 'hello',
      status: 200,
      uaid: randomUUID().replaceAll('-', ''),
      use_webpush: true,
      broadcasts: {},
    }),
    register({ channelID }, socket) {
      sockets.set(channelID, socket);
      return {
        messageType: 'register',
        status: 200,
        channelID,
        pushEndpoint: `http://${host}/wpush/v2/${channelID}`,
      };
    },
    unregister({ channelID }) {
      sockets.delete(channelID);
      return { messageType: 'unregister', status: 200, channelID };
    },
    ack({ updates }) {
      acknowledged.push(...updates);
    },
  };
  new WebSocketServer({ server }).on('connection', socket =>
    socket.on('message', text => {
      if (process.env.DBG) console.log(String(text));
      const message = JSON.parse(text);
      const answer = message.messageType ? answers[message.messageType]?.(message, socket) : {};
      if (answer) socket.send(JSON.stringify(answer));
    }),
  );
  return {
    origin: `http://${host}`,
    url: `ws://${host}/`,
    /** What the browser said about each message; code 100 is "delivered". */
    acknowledged,
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}
