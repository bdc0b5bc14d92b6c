// Fails when modules of the web app import each other in a circle, and names each circle. Imports of types and lazy imports
// count too: they say what a module knows. Pages that are found by their place in the tree (import.meta.glob) do not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const CODE = /\.tsx?$/;
const IMPORT = /(?:^(?:import|export)\b[^;]*?\bfrom\s+|^import\s+|\bimport\()'(\.[^']+)'/gm;

const modulesUnder = folder =>
  readdirSync(folder, { recursive: true })
    .filter(name => CODE.test(name))
    .map(name => join(folder, name));

/** The module that `specifier` names; undefined for styles, pictures and what the build writes. */
const resolved = (from, specifier) =>
  ['', '.ts', '.tsx', '/index.ts']
    .map(end => resolve(dirname(from), specifier) + end)
    .find(path => CODE.test(path) && existsSync(path));

const importsOf = path =>
  [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, from]) => resolved(path, from)).filter(Boolean);

/** The circles under `folder`, each as the list of its modules, the first one again at its end. */
export function circlesUnder(folder) {
  const graph = new Map(modulesUnder(folder).map(path => [path, importsOf(path)]));
  const circles = [];
  const done = new Set();
  const visit = (path, way) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path]);
    if (way.includes(path) || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return circles.map(circle => circle.map(path => relative(folder, path)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const circles = circlesUnder(resolve(process.argv[2] ?? 'src'));
  for (const circle of circles) console.error(`circle: ${circle.join(' → ')}`);
  process.exit(circles.length ? 1 : 0);
}
