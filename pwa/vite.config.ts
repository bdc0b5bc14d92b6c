import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Vite wraps every lazy import in 0.9 KB that preloads style sheets and modules; one style sheet and the server's hints do that. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: id =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load();' : undefined,
};

/** The Go server writes the HTML, so the build starts at the entry module and has no index.html. */
export default defineConfig({
  plugins: [plainImports, preact({ devToolsEnabled: false, prefreshEnabled: false })],
  css: { modules: { generateScopedName: process.env.VITEST ? '[local]' : '[hash:base64:4]' } },
  build: {
    target: ['chrome87', 'safari15'],
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: 'src/main.tsx' },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'] },
});
