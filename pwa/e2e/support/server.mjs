/** The real program, with a PostgreSQL and a data folder of its own. */

import { execFile, spawn } from 'node:child_process';
import { appendFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { run } from './database.mjs';
import { until } from './until.mjs';

const BINARY = fileURLToPath(new URL('../../../.build/musikkforalle', import.meta.url));

/** A new database and the two places, on a machine that does much else. */
const START_MS = 120_000;

/** What a machine that loses power would miss, and no journey asks for. */
const UNSAFE = '\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\n';

/**
 * Makes a database with the two places in `folder`, for servers to begin with a copy of it: that is sooner there than a
 * new one. It is the template when its folder is in E2E_TEMPLATE.
 */
export async function makeTemplate() {
  const server = await startServer();
  await server.halt();
  await appendFile(join(server.folder, 'data/pg/postgresql.auto.conf'), UNSAFE);
  return server;
}

/** A port of this machine that nobody listens on. */
export async function freePort() {
  const probe = createServer();
  await new Promise(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise(resolve => probe.close(resolve));
  return port;
}

/** Waits for a process that was asked to end. */
const ended = child =>
  new Promise(resolve => (child.exitCode === null ? child.once('exit', resolve) : resolve()));

/**
 * Starts the program with the two real places. `settings` are further environment variables. `restart` and `halt`
 * are a power cut and its end; `command` is the command line that an organiser has.
 */
export async function startServer(settings = {}) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'musikkforalle-'));
  await chmod(folder, 0o711); // started by root, PostgreSQL runs as somebody else
  const template = process.env.E2E_TEMPLATE;
  if (template) await promisify(execFile)('cp', ['-a', join(template, 'data'), folder]);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ADDR: `127.0.0.1:${port}`,
    BASE_URL: origin,
    DATA_DIR: join(folder, 'data'),
    DEMO: 'true',
    OPS_ADDR: 'off',
    LOG_LEVEL: 'warn',
    ...settings,
  };
  let child;
  let log = '';

  async function start() {
    child = spawn(BINARY, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (log += text));
    const ready = async () => (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok;
    await until('the program serves', () => child.exitCode !== null || ready(), START_MS).catch(halt);
    if (child.exitCode !== null) throw new Error(`the program does not serve:\n${log}`);
  }
  async function halt() {
    child.kill('SIGTERM');
    await ended(child);
  }
  await start();
  return {
    origin,
    folder,
    restart: start,
    halt,
    log: () => log,
    command: async (...args) => (await promisify(execFile)(BINARY, args, { env })).stdout,
    async stop() {
      await halt();
      await rm(folder, { recursive: true, force: true });
    },
    /** Changes what only time brings about: `await server.sql("update sessions …")`. */
    sql: statement => run(join(folder, 'data'), statement),
    /** Reads public data: `await server.read('/api/places')`. */
    read: async path => (await fetch(origin + path)).json(),
  };
}
