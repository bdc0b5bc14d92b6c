import { vi } from 'vitest';

const denied = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

/** A browser that denies storage: reading the property itself throws. Lasts until `vi.unstubAllGlobals`. */
export function denyStorage(): void {
  const names = ['localStorage', 'sessionStorage', 'indexedDB', 'caches'];
  for (const name of names) vi.stubGlobal(name, undefined); // remembers what was there
  for (const name of names) Object.defineProperty(globalThis, name, { configurable: true, get: denied });
}
