/** A mail server that keeps what arrives, so that a journey can read it. */

import { SMTPServer } from 'smtp-server';
import { until } from './until.mjs';

async function textOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return decode(Buffer.concat(chunks).toString());
}

/** Quoted-printable (RFC 2045, 6.7): as far as codes and links need it. */
const decode = raw =>
  raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Opens the mailbox. `url` is the program's SMTP_URL. */
export async function openMailbox() {
  const letters = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    async onData(stream, session, done) {
      const text = await textOf(stream);
      for (const { address } of session.envelope.rcptTo) letters.push({ to: address, text });
      done();
    },
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

  /** Takes the next letter to an address in which `pattern` is found, and returns what was found. */
  const next = (to, pattern) =>
    until(`a letter to ${to} has ${pattern}`, () => {
      const at = letters.findIndex(letter => letter.to === to && pattern.test(letter.text));
      return at >= 0 && pattern.exec(letters.splice(at, 1)[0].text)[0];
    });
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}?tls=none`,
    /** The typed code that was mailed to `address`. */
    codeFor: address => next(address, /^\d{4} \d{4}$/m),
    /** The link, from its path on, of a letter to `address`. */
    linkFor: (address, path) => next(address, new RegExp(`${path}[\\w-]+`)),
    /** A letter to `address` that says `pattern`. */
    letterTo: next,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
