/** Folder of the catalogues, "/assets/texts-<hash>"; written in by the build. */
declare const __TEXTS__: string;
