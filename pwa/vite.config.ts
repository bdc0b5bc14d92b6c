import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** The Go server writes the HTML, so the build starts at the entry module and has no index.html. */
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  css: { modules: { generateScopedName: process.env.VITEST ? '[local]' : '[hash:base64:4]' } },
  build: {
    target: ['chrome87', 'safari15'],
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: 'src/main.tsx' },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
