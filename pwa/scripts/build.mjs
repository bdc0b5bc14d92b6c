// Builds the web app into dist/: icons, catalogues, hashed assets, the service worker, and build.json, in which
// the Go server (pwa.go) reads what to write into its pages. DEV=1 lets untranslated texts fall back to Norwegian.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { writeCatalogues } from './catalogues.mjs';
import { writeIcons } from './icons.mjs';

const DIST = new URL('../dist/', import.meta.url);
const CATALOGUE = /\.catalogues\/(\w+)\/(\w+)\.json$/;
const FEATURE = /\/features\/([\w-]+)\/page\.tsx$/;
/** Two routes of one feature; every other route bears its feature's name. */
const ROUTES_OF = { legal: ['about', 'privacy'] };

const url = fileName => `/${fileName}`;
const hashOf = text => createHash('sha256').update(text).digest('hex').slice(0, 12);

function chunkName({ facadeModuleId, name }) {
  const [, lang, part] = CATALOGUE.exec(facadeModuleId ?? '') ?? [];
  if (lang) return `assets/${lang}.${part}-[hash].js`;
  const [, feature] = FEATURE.exec(facadeModuleId ?? '') ?? [];
  return `assets/${feature ?? name}-[hash].js`;
}

async function buildApp() {
  const { output } = await build({
    logLevel: 'warn',
    build: {
      emptyOutDir: true,
      rolldownOptions: {
        input: 'src/main.tsx',
        output: { chunkFileNames: chunkName, entryFileNames: 'assets/app-[hash].js' },
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
  const asset = end => url(output.find(file => file.type === 'asset' && file.fileName.endsWith(end)).fileName);
  const first = withImports(entry, chunks);
  const catalogues = {};
  const routes = {};
  for (const chunk of chunks.values()) {
    const [, lang, part] = CATALOGUE.exec(chunk.facadeModuleId ?? '') ?? [];
    if (lang) catalogues[lang] = { ...catalogues[lang], [part]: url(chunk.fileName) };
    const [, feature] = FEATURE.exec(chunk.facadeModuleId ?? '') ?? [];
    const files = [...withImports(chunk, chunks)].filter(name => !first.has(name)).map(url);
    for (const route of feature ? (ROUTES_OF[feature] ?? [feature]) : []) routes[route] = files;
  }
  return {
    entry: url(entry.fileName),
    imports: [...first].slice(1).map(url),
    style: asset('.css'),
    icons: asset('.svg'),
    worker: '/sw.js',
    catalogues,
    routes,
  };
}

/** What works without a network from the first visit: all code and style, the logo, the icons. No catalogues: the worker fetches those of the visitor's language. */
function precache({ catalogues }) {
  const texts = new Set(Object.values(catalogues).flatMap(parts => Object.values(parts)));
  const assets = readdirSync(new URL('assets/', DIST)).map(name => `/assets/${name}`);
  const extras = ['/logo.svg', '/icons/icon-192.png', '/icons/badge.png'];
  return [...assets.filter(name => !texts.has(name)), ...extras];
}

function filesUnder(folder, prefix = '') {
  return readdirSync(folder).flatMap(name => {
    const child = new URL(name, folder);
    return statSync(child).isDirectory() ? filesUnder(new URL(`${name}/`, folder), `${prefix}${name}/`) : [prefix + name];
  });
}

const versionOf = () =>
  hashOf(filesUnder(DIST).sort().map(name => name + hashOf(readFileSync(new URL(name, DIST)))).join('\n'));

async function buildWorker(description, version) {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      __VERSION__: JSON.stringify(version),
      __PRECACHE__: JSON.stringify(precache(description)),
      __CATALOGUES__: JSON.stringify(
        Object.fromEntries(Object.entries(description.catalogues).map(([lang, parts]) => [lang, Object.values(parts)])),
      ),
    },
    build: {
      target: ['chrome87', 'safari15'],
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: { input: 'src/sw/worker.ts', output: { entryFileNames: 'sw.js', format: 'iife' } },
    },
  });
}

process.chdir(new URL('..', import.meta.url).pathname);
writeCatalogues({ lenient: process.env.DEV === '1' });
await writeIcons();
const description = describe(await buildApp());
const version = versionOf();
await buildWorker(description, version);
writeFileSync(new URL('build.json', DIST), JSON.stringify({ version, ...description }, null, 1));
writeFileSync(new URL('.gitkeep', DIST), '');
