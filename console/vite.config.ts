import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console is built into what the server serves; in development it asks a server that runs beside it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    manifest: true,
    // Everything is a file: the Content-Security-Policy lets no data: URL in.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/mashery', '/rapidapi', '/apigee'].map((path) => [path, 'http://127.0.0.1:8420']),
    ),
  },
});
