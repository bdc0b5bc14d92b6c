/**
 * Runs the journeys, one file a core, from one database that is made once and one browser that all share. An argument or
 * RUN chooses by a part of a file's or a journey's name. How long each took goes to .build/timings/e2e.tsv.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { serveBrowser } from './support/browser.mjs';
import { makeTemplate } from './support/server.mjs';

const HERE = new URL('./', import.meta.url);
const TIMINGS = new URL('../../.build/timings/', import.meta.url);
/** These take longest; beginning with them, no core is idle at the end. */
const FIRST = ['look.test.mjs'];

const journeys = () => {
  const found = readdirSync(HERE).filter(name => name.endsWith('.test.mjs'));
  return [...FIRST, ...found.filter(name => !FIRST.includes(name))];
};

/** The files to run, and the pattern of names in them; a name that no file has in full, such as one that a loop makes, is looked for in all. */
function chosen(part) {
  const all = journeys();
  const named = all.filter(name => name.includes(part));
  if (!part || named.length) return { names: part ? named : all };
  const telling = all.filter(name => readFileSync(new URL(name, HERE), 'utf8').includes(part));
  const pattern = new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { names: telling.length ? telling : all, testNamePatterns: [pattern] };
}

/** Lines of seconds, kind and name: each journey, and what each file takes besides. */
function timings(stream) {
  const lines = [];
  let within = 0;
  const note = ({ name, nesting, file, details }) => {
    const seconds = details.duration_ms / 1000;
    const suite = details.type === 'suite';
    lines.push([
      suite ? seconds - within : seconds,
      basename(file ?? ''),
      suite && nesting === 0 ? 'set-up' : name,
    ]);
    within = suite ? 0 : within + seconds;
  };
  for (const outcome of ['test:pass', 'test:fail']) stream.on(outcome, note);
  return () =>
    lines.map(([seconds, file, name]) => `${seconds.toFixed(2)}\tjourney\t${file}: ${name}\n`).join('');
}

async function main() {
  const { names, testNamePatterns } = chosen(process.argv[2] ?? process.env.RUN ?? '');
  const files = names.map(name => fileURLToPath(new URL(name, HERE)));
  const [template, browser] = await Promise.all([makeTemplate(), serveBrowser()]);
  process.env.E2E_TEMPLATE = template.folder;
  process.env.E2E_BROWSER = browser.wsEndpoint();
  const stream = run({ files, testNamePatterns, concurrency: availableParallelism() });
  const told = timings(stream);
  stream.on('test:fail', () => {
    process.exitCode = 1;
  });
  try {
    for await (const text of stream.compose(spec)) process.stdout.write(text);
  } finally {
    await Promise.all([browser.close(), template.stop()]);
  }
  mkdirSync(TIMINGS, { recursive: true });
  writeFileSync(new URL('e2e.tsv', TIMINGS), told());
}

await main();
