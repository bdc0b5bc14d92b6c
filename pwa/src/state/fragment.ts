const kept = new Map<string, string>();

/**
 * The secret after the # of the address of a page, which no server and no log sees: asked for when the page opens, and again
 * after its language was changed.
 */
export function secretOf(page: string): string {
  const secret = location.hash.slice(1);
  if (secret) kept.set(page, secret);
  return secret || (kept.get(page) ?? '');
}
