import { ApiProblem, Offline } from '../api/client';
import type { Key } from './catalogue';
import { hasText, t } from './i18n';

const OF_STATUS: Partial<Record<number, Key>> = {
  401: 'err.nobody',
  404: 'err.not_found',
  422: 'err.invalid',
  429: 'err.too_many',
  503: 'err.unavailable',
};

/**
 * The words for a refusal: those of its code, else those of its kind. Only parts that are loaded have any: an area's own code
 * `season.exists` as `season.err.exists`, another's as `season.err.session.over`, before the words for families.
 */
export function explainCode(status: number, code: string): string {
  const parts = ['volunteer', 'season', 'announcement', 'saturday'].map(part => `${part}.err.${code}`);
  const own = [...parts, `err.${code}`, code.replace('.', '.err.')].find(hasText);
  return t((own ?? OF_STATUS[status] ?? 'err.unknown') as Key);
}

/** The words for whatever a call threw. */
export function explain(error: unknown): string {
  if (error instanceof Offline) return t('err.offline');
  return error instanceof ApiProblem ? explainCode(error.status, error.code) : t('err.unknown');
}
