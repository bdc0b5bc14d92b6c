import kinds from '../../../internal/heads/kinds.json';
import type { components } from '../api/schema';

/** People by kind: who comes, who came. */
export type Heads = components['schemas']['Headcount'];

/** The kinds of people, in the order in which a family counts itself. Go reads the same file, and tests that the contract has them. */
export const KINDS = kinds as readonly (keyof Heads)[];

export const NO_HEADS = Object.fromEntries(KINDS.map(kind => [kind, 0])) as unknown as Heads;

/** How many people they are. */
export const sumOf = (heads: Heads): number => KINDS.reduce((sum, kind) => sum + heads[kind], 0);
