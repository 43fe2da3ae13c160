import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { deskRoutes } from './plugins/desk-routes.ts';
import { precompress } from './plugins/precompress.ts';
import { precacheList } from './plugins/precache-list.ts';

const root = import.meta.dirname;
const api = process.env.CORDON_API ?? 'http://127.0.0.1:8000';

const OFFLINE = [
  { entry: 'field', worker: 'sw.js' },
  { entry: 'guard', worker: 'guard-sw.js' },
];

export default defineConfig({
  root,
  plugins: [deskRoutes(['liaison', 'field', 'safety', 'guard']), precacheList({ worker: 'sw', pages: OFFLINE }), precompress()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 2048,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        console: resolve(root, 'index.html'),
        liaison: resolve(root, 'liaison.html'),
        field: resolve(root, 'field.html'),
        safety: resolve(root, 'safety.html'),
        guard: resolve(root, 'guard.html'),
        sw: resolve(root, 'src/offline/sw.ts'),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '^/(api|mobile|health|openapi.json)': { target: api } },
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
