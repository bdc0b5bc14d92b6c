/** Written in by the build: its version, where the list of what to keep at once is, and the folder of the catalogues. */
declare const __VERSION__: string;
declare const __KEPT__: string;
declare const __TEXTS__: string;
