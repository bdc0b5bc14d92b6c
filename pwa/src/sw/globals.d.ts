/** Written in by the build: its version, what to keep at once, and the folder of the catalogues. */
declare const __VERSION__: string;
declare const __PRECACHE__: string[];
declare const __TEXTS__: string;
