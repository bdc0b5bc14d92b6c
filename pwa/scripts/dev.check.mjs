// Whether `make dev` shows what changes, in a copy of the repository.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../e2e/support/until.mjs';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
const LONG_MS = 240_000;
const copy = join(mkdtempSync(join(tmpdir(), 'dev-')), 'copy');
let port;
let dev;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

/** The page, or nothing while the program starts anew. */
const read = path =>
  fetch(`http://localhost:${port}${path}`).then(
    answer => answer.text(),
    () => '',
  );

const style = async () => read(/href="(\/assets\/[^"]+\.css)"/.exec(await read('/nb'))?.[1] ?? '/none');

function edit(file, change) {
  const path = join(copy, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

before(async () => {
  const skipped = /(\.git|\.build|node_modules|(docs|e2e)\/pictures)$/;
  cpSync(TOP, copy, { recursive: true, filter: from => !skipped.test(from) });
  symlinkSync(join(TOP, 'pwa/node_modules'), join(copy, 'pwa/node_modules'));
  port = await freePort();
  dev = spawn('go', ['run', './internal/pgtest/withpg', '--', 'node', 'pwa/scripts/dev.mjs'], {
    cwd: copy,
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, ADDR: `127.0.0.1:${port}` },
  });
  await until('the program serves', async () => (await read('/nb')).includes('<h1'), LONG_MS);
});

after(async () => {
  const gone = once(dev, 'exit');
  process.kill(-dev.pid, 'SIGINT');
  await gone;
  rmSync(join(copy, '..'), { recursive: true, force: true });
});

test('a changed style sheet is shown', async () => {
  edit('pwa/src/styles/base.css', css => `${css}\n.changed-by-hand { margin: 1234px; }\n`);
  await until('the style is there', async () => (await style()).includes('1234px'), LONG_MS);
});

test('changed Go is shown', async () => {
  edit('internal/web/pages.go', go => go.replace('"User-agent: *', '"# changed by hand\\nUser-agent: *'));
  await until(
    'the text is there',
    async () => (await read('/robots.txt')).includes('# changed by hand'),
    LONG_MS,
  );
});

test('code with a fault leaves the last good program', async () => {
  edit('internal/web/pages.go', go => `${go}\nfault`);
  edit('pwa/src/styles/base.css', css => css.replace('1234px', '4321px'));
  assert.match(await read('/robots.txt'), /changed by hand/);
  edit('internal/web/pages.go', go =>
    go.replace(/\nfault$/, '\n').replace('changed by hand', 'mended by hand'),
  );
  await until(
    'the mended text is there',
    async () => (await read('/robots.txt')).includes('mended by hand'),
    LONG_MS,
  );
  assert.match(await style(), /4321px/);
});
