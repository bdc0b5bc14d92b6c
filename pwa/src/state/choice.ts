/** Keeps a choice that is nobody's secret, a language or a place, where the server sees it at the next visit: one year. */
export function setChoice(name: 'lang' | 'place', value: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: Safari has no Cookie Store API before 18.4
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
}
