// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { circlesUnder } from './circles.mjs';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tree(files) {
  folder = mkdtempSync(join(tmpdir(), 'circles-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return circlesUnder(folder);
}

test.each([
  ['a value', "import { a } from '../a';"],
  ['a type', "import type { A } from '../a';"],
  ['several lines', "import {\n  a,\n  type A,\n} from '../a';"],
  ['its effect', "import '../a';"],
  ['passing on', "export { a } from '../a';"],
  ['a lazy part', "export const load = () => import('../a');"],
])('a circle through %s is found and named', (_, back) => {
  const found = tree({
    'a.tsx': "import { b } from './b';",
    'b.ts': "import './deep/c';",
    'deep/c.ts': back,
  });
  expect(found).toEqual([['a.tsx', 'b.ts', 'deep/c.ts', 'a.tsx']]);
});

test('a module that imports itself is a circle', () => {
  expect(tree({ 'a.ts': "import { a } from './a';" })).toEqual([['a.ts', 'a.ts']]);
});

test('two ways to one module are none', () => {
  const both = "import { c } from './c';\nimport css from './c.module.css';";
  expect(tree({ 'a.ts': `import './b';\n${both}`, 'b.ts': both, 'c.ts': '' })).toEqual([]);
});

test('the check fails on a planted circle and names it, and passes on the app', () => {
  const check = (...args) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('circles.mjs', import.meta.url)), ...args], {
      encoding: 'utf8',
    });
  tree({ 'a.ts': "import './b';", 'b.ts': "import type { A } from './a';" });
  expect(check(folder)).toMatchObject({ status: 1, stderr: 'circle: a.ts → b.ts → a.ts\n' });
  expect(check(fileURLToPath(new URL('../src', import.meta.url)))).toMatchObject({ status: 0, stderr: '' });
});
