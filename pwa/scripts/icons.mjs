// Draws the PNG icons that phones ask for from public/icon.svg (the mark on a full square) into public/icons/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

const PUBLIC = new URL('../public/', import.meta.url);
const SIZES = { 'icon-192': 192, 'icon-512': 512, 'apple-touch': 180 };
const PLUM = '#5b2a86';

const png = (svg, size) => new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();

/** The mark with room around it: a launcher may cut a maskable icon to the inner 80 %. */
function maskable(svg) {
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="${PLUM}"/><image x="5" y="5" width="90" height="90" xlink:href="${image}"/></svg>`;
}

/** A status bar shows only the shape of a badge: a quaver in white. */
const BADGE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#fff">
  <path d="M9 3.500 19 1.500V16a3.500 3 0 1 1-2-2.700V6.400L11 7.600V18.500a3.500 3 0 1 1-2-2.700z"/></svg>`;

export async function writeIcons() {
  const svg = readFileSync(new URL('icon.svg', PUBLIC), 'utf8');
  const folder = new URL('icons/', PUBLIC);
  mkdirSync(folder, { recursive: true });
  const write = (name, drawing, size) => writeFileSync(new URL(`${name}.png`, folder), png(drawing, size));
  for (const [name, size] of Object.entries(SIZES)) write(name, svg, size);
  write('maskable-512', maskable(svg), 512);
  write('badge', BADGE, 96);
}
