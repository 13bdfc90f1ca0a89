import tailwindcss from '@tailwindcss/vite';
import {defineConfig} from 'vite';

// The page into build/web/, its files side by side. `BATON=http://127.0.0.1:8787 npx vite web` serves it while
// you work on it, with the API of a server that runs.
export default defineConfig({
  plugins: [tailwindcss()],
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: {polyfill: false},
    reportCompressedSize: false,
    rollupOptions: {
      output: {entryFileNames: '[name]-[hash].mjs', chunkFileNames: '[name]-[hash].mjs', assetFileNames: '[name]-[hash][extname]'},
    },
  },
  worker: {format: 'es', rollupOptions: {output: {entryFileNames: 'core-[hash].mjs', assetFileNames: '[name]-[hash][extname]'}}},
  server: {fs: {allow: ['..']}, proxy: {'/api': {target: process.env.BATON ?? 'http://127.0.0.1:8787', ws: true}}},
  preview: {proxy: {'/api': {target: process.env.BATON ?? 'http://127.0.0.1:8787', ws: true}}},
});
