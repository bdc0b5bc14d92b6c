// `make dev`: builds the web app and the program anew when a file changes, and starts the program again. Needs
// TEST_DATABASE_URL; what it kept of the database's state stays, so a restart takes a moment only.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
const ADDR = process.env.ADDR ?? '127.0.0.1:8082';
const BINARY = '.build/dev/musikkforalle';
const DIST = '.build/dev/dist';
const WATCHED = ['api', 'internal', 'migrations', 'pwa/src', 'pwa/public'];
/** An editor writes a file in several steps. */
const SETTLED_MS = 40;

const isGo = name => /\.(go|sql|html|yaml)$/.test(name);
const isWeb = name => /\.(tsx?|css|svg|png)$/.test(name);
/** Texts are read by both sides. */
const isData = name => name.endsWith('.json');

const ended = child => new Promise(resolve => child.once('close', resolve));

/** Runs a command and says whether it went well; what it has to say is shown. */
async function did(command, args, env) {
  const begun = Date.now();
  const child = spawn(command, args, { cwd: TOP, stdio: 'inherit', env: { ...process.env, ...env } });
  const good = (await ended(child)) === 0;
  console.log(`${good ? '✓' : '✗'} ${args.at(-1)} ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return good;
}

const buildWeb = () => did('node', ['pwa/scripts/build.mjs'], { DEV: '1', DIST });
const buildProgram = () => did('go', ['build', '-o', BINARY, './api']);

let program;

async function stop() {
  if (!program || program.exitCode !== null) return;
  const gone = ended(program);
  program.kill('SIGTERM');
  await gone;
}

async function start() {
  await stop();
  program = spawn(BINARY, ['serve'], {
    cwd: TOP,
    stdio: 'inherit',
    env: {
      ...process.env,
      ADDR,
      BASE_URL: `http://localhost:${ADDR.split(':').at(-1)}`,
      DATABASE_URL: process.env.TEST_DATABASE_URL,
      DEMO: 'true',
      DEV_DIST: DIST,
      OPS_ADDR: process.env.OPS_ADDR ?? 'off',
    },
  });
}

/** What has changed and waits to be built. A fault in the code leaves the last good program running. */
const waiting = new Set();
let busy = false;

async function work() {
  if (busy) return;
  busy = true;
  while (waiting.size) {
    const changed = new Set(waiting);
    waiting.clear();
    const good = await Promise.all([
      changed.has('web') ? buildWeb() : true,
      changed.has('go') ? buildProgram() : true,
    ]);
    if (good.every(Boolean)) await start();
  }
  busy = false;
}

function noticed(name) {
  if (isGo(name) && !name.endsWith('_test.go')) waiting.add('go');
  if ((isWeb(name) && !/\.test\.tsx?$/.test(name)) || isData(name)) waiting.add('web');
  if (isData(name)) waiting.add('go');
  if (waiting.size) setTimeout(work, SETTLED_MS);
}

for (const folder of WATCHED)
  watch(TOP + folder, { recursive: true }, (_, name) => noticed(`${folder}/${name}`));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop().then(() => process.exit()));
waiting.add('web').add('go');
await work();
