/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// For `npm run dev` against a server of one's own; STATIONMASTER names it.
const server = process.env.STATIONMASTER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'target/classes/META-INF/resources', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': server, '/oauth2': server, '/login/oauth2': server } },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
