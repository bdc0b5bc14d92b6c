/** Written in by the build. */
declare const __VERSION__: string;
declare const __PRECACHE__: string[];
declare const __CATALOGUES__: Record<string, string[]>;
