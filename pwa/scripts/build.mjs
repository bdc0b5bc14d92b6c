// Builds the web app into dist/: icons, catalogues, hashed assets, the service worker, and build.json, in which
// the Go server (pwa.go) reads what to write into its pages. DEV=1 lets untranslated texts fall back to Norwegian
// and leaves out what takes long: no service worker, nothing compressed. DIST names another folder.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { readCatalogues } from './catalogues.mjs';
import { writeIcons } from './icons.mjs';

const DEV = process.env.DEV === '1';
const DIST = process.env.DIST
  ? pathToFileURL(`${resolve(process.env.DIST)}/`)
  : new URL('../dist/', import.meta.url);
const FEATURE = /\/features\/((?:team\/)?[\w-]+)\/page\.tsx$/;
const FIRST =
  /node_modules|src\/(app\/(?!notices|language-offer)|api|i18n(?!\/reader)|state\/(?!install|hand-over|reading|attempt|toast|online|send-answer)|ui\/(button|card|icon|later|page)|features\/(home|place\/(?!page|contact)|answer\/(answer-card|answer\.module|company\.ts|standing)))/;
/** What runs on every page once it is there. */
const BACKGROUND = /src\/(background\/(start|flush|leaving|resume|register|offline)|app\/notices)/;
const PAGES = JSON.parse(readFileSync(new URL('../src/app/pages.json', import.meta.url), 'utf8'));
/** The pages of a feature, or the feature itself where it is none: a section of the team's page. */
const routesOf = feature => {
  const names = Object.keys(PAGES).filter(name => (PAGES[name].feature ?? name) === feature);
  return names.length ? names : [feature];
};

const url = fileName => `/${fileName}`;
const hashOf = text => createHash('sha256').update(text).digest('hex').slice(0, 12);

function chunkName({ facadeModuleId, name }) {
  const [, feature] = FEATURE.exec(facadeModuleId ?? '') ?? [];
  return `assets/${feature?.replace('/', '-') ?? name}-[hash].js`;
}

async function buildApp(texts) {
  const { output } = await build({
    logLevel: 'warn',
    define: { __TEXTS__: JSON.stringify(texts) },
    build: {
      outDir: fileURLToPath(DIST),
      emptyOutDir: true,
      minify: DEV ? false : 'oxc',
      rolldownOptions: {
        input: 'src/main.tsx',
        output: {
          chunkFileNames: chunkName,
          entryFileNames: 'assets/app-[hash].js',
          // What the first page needs comes in one file: many small ones compress badly and cost a request each.
          codeSplitting: {
            groups: [
              { name: 'first', test: FIRST },
              { name: 'queue', test: /src\/background\/(database|queue)/ },
              {
                name: 'reading',
                test: /src\/(state\/(reading|attempt|toast|online|install)|ui\/waiting)/,
              },
              { name: 'background', test: BACKGROUND, includeDependenciesRecursively: false },
              { name: 'form', test: /src\/ui\/(alert|dialog|field|more)/ },
            ],
          },
        },
      },
    },
  });
  return output;
}

/** All modules that `chunk` loads at once, the chunk itself first. */
function withImports(chunk, chunks, found = new Set()) {
  found.add(chunk.fileName);
  for (const name of chunk.imports) if (!found.has(name)) withImports(chunks.get(name), chunks, found);
  return found;
}

function describe(output) {
  const chunks = new Map(output.filter(file => file.type === 'chunk').map(file => [file.fileName, file]));
  const entry = [...chunks.values()].find(chunk => chunk.isEntry);
  const asset = pattern => url(output.find(file => pattern.test(file.fileName)).fileName);
  const first = withImports(entry, chunks);
  const routes = {};
  for (const chunk of chunks.values()) {
    const [, feature] = FEATURE.exec(chunk.facadeModuleId ?? '') ?? [];
    const files = [...withImports(chunk, chunks)].filter(name => !first.has(name)).map(url);
    for (const route of feature ? routesOf(feature) : []) routes[route] = files;
  }
  return {
    entry: url(entry.fileName),
    imports: [...first].slice(1).map(url),
    style: asset(/\.css$/),
    icons: asset(/icons-[^/]+\.svg$/),
    worker: '/sw.js',
    routes,
  };
}

/** Code of the team's sections, which no family needs; the door alone must open without a network. */
const isTeams = ({ moduleIds = [] }) =>
  moduleIds.length > 0 && moduleIds.every(id => /\/features\/team\/(?!door\/)\w+\//.test(id));

/**
 * What works without a network from the first visit: code and style, logo and icons. Not the catalogues: the worker
 * fetches those of the visitor's language. Not the team's sections: they are kept once they were used.
 */
function precache(output) {
  const teams = output.filter(isTeams).map(({ fileName }) => fileName.replace('assets/', ''));
  const assets = readdirSync(new URL('assets/', DIST)).filter(
    name => !name.startsWith('texts-') && !teams.includes(name),
  );
  return [...assets.map(name => `/assets/${name}`), '/logo.svg', '/icons/icon-192.png', '/icons/badge.png'];
}

/** Writes the list of what to keep into a file of its own, since the worker itself is small, and returns where it is. */
function writeKept(kept) {
  const list = JSON.stringify(kept);
  const place = `/assets/kept-${hashOf(list)}.json`;
  writeFileSync(new URL(place.slice(1), DIST), list);
  return place;
}

/** Writes the catalogues' parts into the folder `texts`, and returns where each is. */
function writeTexts(texts, catalogues) {
  const folder = new URL(`${texts.slice(1)}/`, DIST);
  mkdirSync(folder, { recursive: true });
  const places = {};
  for (const [lang, parts] of Object.entries(catalogues)) {
    places[lang] = {};
    for (const [part, content] of Object.entries(parts)) {
      places[lang][part] = `${texts}/${lang}.${part}.json`;
      writeFileSync(new URL(`${lang}.${part}.json`, folder), JSON.stringify(content));
    }
  }
  return places;
}

function filesUnder(folder, prefix = '') {
  return readdirSync(folder).flatMap(name => {
    const child = new URL(name, folder);
    return statSync(child).isDirectory()
      ? filesUnder(new URL(`${name}/`, folder), `${prefix}${name}/`)
      : [prefix + name];
  });
}

const versionOf = () =>
  hashOf(
    filesUnder(DIST)
      .sort()
      .map(name => name + hashOf(readFileSync(new URL(name, DIST))))
      .join('\n'),
  );

async function buildWorker(texts, version, kept) {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      __VERSION__: JSON.stringify(version),
      __KEPT__: JSON.stringify(kept),
      __TEXTS__: JSON.stringify(texts),
    },
    build: {
      target: ['chrome87', 'safari15'],
      outDir: fileURLToPath(DIST),
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: { input: 'src/sw/worker.ts', output: { entryFileNames: 'sw.js', format: 'iife' } },
    },
  });
}

/** Compresses once, here, what the server would compress at every start. */
function compress() {
  for (const name of filesUnder(DIST)) {
    if (!/\.(js|css|svg|json)$/.test(name)) continue;
    const file = new URL(name, DIST);
    const body = readFileSync(file);
    writeFileSync(`${file.pathname}.gz`, gzipSync(body, { level: 9 }));
    writeFileSync(`${file.pathname}.br`, brotliCompressSync(body));
  }
}

process.chdir(new URL('..', import.meta.url).pathname);
const contents = readCatalogues({ lenient: DEV });
const texts = `/assets/texts-${hashOf(JSON.stringify(contents))}`;
await writeIcons();
const output = await buildApp(texts);
const description = describe(output);
const catalogues = writeTexts(texts, contents);
const kept = DEV ? '' : writeKept(precache(output));
const version = versionOf();
if (!DEV) {
  await buildWorker(texts, version, kept);
  compress();
}
writeFileSync(
  new URL('build.json', DIST),
  JSON.stringify({ version, ...description, kept, catalogues }, null, 1),
);
writeFileSync(new URL('.gitkeep', DIST), '');
