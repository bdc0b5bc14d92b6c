// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { EXCEPTIONS, faultsUnder, readsOutside } from './reads.mjs';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tree(files) {
  folder = mkdtempSync(join(tmpdir(), 'reads-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test.each([
  ['an effect', "useEffect(() => { call('get', '/api/a', {}).then(show); }, []);", 1],
  ['a function beside the reading', "const a = () => call(\n  'get', '/api/a', {});\nuseReading('a', a);", 1],
  ['the reading itself', "useReading('a', () => call('get', '/api/a', {}));", 0],
  [
    'a reading of two',
    "useReading('a', () => Promise.all([call('get', '/a', {}), call('get', '/b', {})]), { off });",
    0,
  ],
  ['a write', "call('put', '/api/a', {});", 0],
])('%s: how many reads are outside', (_, text, n) => {
  expect(readsOutside(text)).toBe(n);
});

test('a read that nobody excused is named, and so is an excuse that nobody needs', () => {
  tree({ 'team/a.ts': "call('get', '/a', {})", 'b.tsx': '', 'c.test.ts': "call('get', '/a', {})" });
  const faults = faultsUnder(folder, { 'b.tsx': [1, 'because'], 'gone.ts': [1, 'because'] });
  expect(faults.map(fault => fault.split(':')[0])).toEqual(['b.tsx', 'team/a.ts', 'gone.ts']);
});

test('the app reads in one way, and every exception says why', () => {
  expect(faultsUnder(fileURLToPath(new URL('../src/features', import.meta.url)))).toEqual([]);
  for (const [, reason] of Object.values(EXCEPTIONS)) expect(reason.length).toBeGreaterThan(20);
});
