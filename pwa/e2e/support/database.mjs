/** The program's own PostgreSQL, for what only time brings about: a Saturday that is today, a sign-in that has ended. */

import { connect } from 'node:net';
import { join } from 'node:path';

const PROTOCOL = 196608; // 3.0
const USER = 'app';

/** A message of PostgreSQL's protocol; the first one has no kind. */
function message(kind, body) {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

const text = string => Buffer.from(`${string}\0`);

function startup() {
  const version = Buffer.alloc(4);
  version.writeInt32BE(PROTOCOL);
  return message(
    '',
    Buffer.concat([version, text('user'), text(USER), text('database'), text('postgres'), text('')]),
  );
}

/** Runs one statement in the database of `folder`, where a socket leads that asks for no password. */
export function run(folder, sql) {
  const socket = connect(join(folder, 's', '.s.PGSQL.5432'));
  const done = new Promise((resolve, reject) => ask(socket, sql, resolve, reject));
  return done.finally(() => socket.destroy());
}

function ask(socket, sql, resolve, reject) {
  let rest = Buffer.alloc(0);
  let asked = false;
  const heard = (kind, body) => {
    if (kind === 'E') reject(new Error(body.toString().replaceAll('\0', ' ')));
    if (kind !== 'Z') return;
    if (asked) resolve();
    else socket.write(message('Q', text(sql)));
    asked = true;
  };
  socket.on('connect', () => socket.write(startup()));
  socket.on('error', reject);
  socket.on('data', data => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const end = rest.readInt32BE(1) + 1;
      heard(String.fromCharCode(rest[0]), rest.subarray(5, end));
      rest = rest.subarray(end);
    }
  });
}
