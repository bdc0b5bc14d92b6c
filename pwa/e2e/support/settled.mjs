/** When a page has all that it shows. */

import { until } from './until.mjs';

const watched = new WeakMap();

/** Keeps count of what a page asks for from now on, and of what it waits for; a stream of events has no end. */
function watch(page) {
  const asked = { count: 0, waiting: new Set() };
  page.on('request', request => {
    asked.count++;
    if (request.resourceType() !== 'eventsource') asked.waiting.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed'])
    page.on(end, request => asked.waiting.delete(request));
  watched.set(page, asked);
  return asked;
}

/** Lets the page draw, do what follows from that, and draw again, three times. */
const draws = page =>
  page.evaluate(async () => {
    for (let left = 3; left > 0; left--) {
      await new Promise(requestAnimationFrame);
      await new Promise(resolve => setTimeout(resolve));
    }
  });

/**
 * Does `deed`, which changes the page, and waits until the page has a heading, waits for nothing, and drawing makes it ask no
 * more. The heading is looked for last: a page whose code comes in two parts has one, none for a moment, and another.
 */
export async function settled(page, deed) {
  const asked = watched.get(page) ?? watch(page);
  await deed();
  const heading = page.getByRole('heading', { level: 1 });
  await until(`${page.url()} has all that it shows`, async () => {
    const before = asked.count;
    await draws(page);
    return asked.count === before && asked.waiting.size === 0 && (await heading.count()) > 0;
  });
}
