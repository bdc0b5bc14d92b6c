// What a first visit on a slow line may cost, in bytes after gzip. Prints a table; fails the build when over.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const KB = 1024;
const build = JSON.parse(readFileSync(new URL('build.json', DIST), 'utf8'));
const sizeOf = paths =>
  paths.reduce(
    (sum, path) => sum + gzipSync(readFileSync(new URL(path.slice(1), DIST)), { level: 9 }).length,
    0,
  );

const first = [build.entry, ...build.imports];
const rows = [
  ['first load: app + home', [...first, ...(build.routes.home ?? [])], 15],
  ['style', [build.style], 6],
  ['service worker', [build.worker], 4],
  ['list of what it keeps', [build.kept], 2],
  ...Object.entries(build.routes)
    .filter(([name]) => name !== 'home')
    .map(([name, files]) => [`route ${name}`, files, name.startsWith('team/') ? 12 : 6]),
  ...Object.entries(build.catalogues).map(([lang, parts]) => [`texts ${lang}`, [parts.core], 6]),
].map(([name, files, limit]) => ({ name, bytes: sizeOf(files), limit: limit * KB }));

for (const { name, bytes, limit } of rows) {
  const kilobytes = (bytes / KB).toFixed(2).padStart(6);
  console.log(`${bytes > limit ? '✗' : '✓'} ${name.padEnd(24)} ${kilobytes} of ${limit / KB} KB`);
}
if (rows.some(({ bytes, limit }) => bytes > limit)) process.exit(1);
