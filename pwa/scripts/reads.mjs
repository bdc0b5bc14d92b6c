// Fails when a page reads by itself: `call('get', …)` stands within `useReading(…)`, below src/features everywhere but where
// EXCEPTIONS says why not. So loading, failing, trying again and being out of date are the same on every page.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const READ = "call('get'";
const BEFORE_WRITING = 'a write that came second (412) reads the newer version before it says so';
const HANDED_OVER = 'handed to useReading by its name, since it fills what several pages share';

/** Modules that may read otherwise, each with the number of its reads and the reason. */
export const EXCEPTIONS = {
  'team/door/send.ts': [
    1,
    'a round sends taps and reads the door in one; it has its own pace and its own page without a network',
  ],
  'team/flyer/editing.tsx': [1, BEFORE_WRITING],
  'team/members/audit.tsx': [1, 'the first page by useReading; older ones come by a tap, after it'],
  'team/place/form.tsx': [1, BEFORE_WRITING],
  'team/season/editing.ts': [1, BEFORE_WRITING],
  'team/team.ts': [1, HANDED_OVER],
  'team/volunteer/volunteers.tsx': [1, 'the first page by useReading; those after it come by a tap and stay'],
  'volunteer/volunteer.ts': [2, HANDED_OVER],
};

/** Where the bracket that opens at `from` is closed. */
function closing(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}

/** How many reads of `text` stand outside of every `useReading(…)`. */
export function readsOutside(text) {
  const within = [...text.matchAll(/\buseReading(?:<[^>]*>)?\(/g)].map(({ index, 0: begin }) => {
    const open = index + begin.length - 1;
    return [open, closing(text, open)];
  });
  return [...text.matchAll(/\bcall\(\s*'get'/g)].filter(
    ({ index }) => !within.some(([open, close]) => open < index && index < close),
  ).length;
}

/** What is wrong below `folder`: reads that nobody excused, and excuses that nobody needs. */
export function faultsUnder(folder, exceptions = EXCEPTIONS) {
  const counted = new Map(
    readdirSync(folder, { recursive: true })
      .filter(name => /\.tsx?$/.test(name) && !/\.test\./.test(name))
      .map(name => [
        relative(folder, join(folder, name)),
        readsOutside(readFileSync(join(folder, name), 'utf8')),
      ]),
  );
  const faults = [...counted]
    .filter(([name, n]) => n !== (exceptions[name]?.[0] ?? 0))
    .map(
      ([name, n]) => `${name}: ${n} × ${READ} outside of useReading, ${exceptions[name]?.[0] ?? 0} excused`,
    );
  const gone = Object.keys(exceptions).filter(name => !counted.has(name));
  return [...faults, ...gone.map(name => `${name}: excused, but not there`)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = faultsUnder(resolve('src/features'));
  for (const fault of faults) console.error(fault);
  process.exit(faults.length ? 1 : 0);
}
