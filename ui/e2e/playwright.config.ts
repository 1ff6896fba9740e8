import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!browser) throw new Error('Chromium is needed for the tests of the console (Debian: apt install chromium).');

export default defineConfig({
  testDir: '.',
  outputDir: '../target/e2e',
  globalSetup: './server.ts',
  workers: 2,
  // The first makes the administrator as whom the others sign in.
  projects: [
    { name: 'first', testMatch: '00-*.spec.ts' },
    { name: 'people', testIgnore: '00-*.spec.ts', dependencies: ['first'] },
  ],
  timeout: 240_000,
  expect: { timeout: 40_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
