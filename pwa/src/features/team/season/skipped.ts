import type { NotedDate } from '../../../api/types';
import { signal } from '../../../state/signal';

/** The Saturdays that copying a season gave up, until its draft has shown them. */
export const skippedOf = signal<Record<string, NotedDate[]>>({});

export function keepSkipped(season: string, skipped: NotedDate[]): void {
  skippedOf.value = { ...skippedOf.value, [season]: skipped };
}
