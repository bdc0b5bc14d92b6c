import { signal } from './signal';

/** That this phone was somebody's until the server knew it no more: said until somebody has read it. */
export const signedOut = signal(false);
