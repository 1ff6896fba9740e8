// Makes the README's pictures: starts ./stationmaster demo on free ports, lets it live a while, and photographs its pages in Chromium.
// Run: npm run pictures
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '..');
const PICTURES = join(ROOT, 'docs', 'pictures');
const LIVE_A_WHILE_MS = 90_000;
const PAGES = [
  { name: 'start', path: '/', wait: 'What is happening now' },
  { name: 'problems', path: '/problems', wait: 'DEMO-06' },
  { name: 'station', path: '/stations/DEMO-04', wait: 'DEMO-04' },
  { name: 'map', path: '/map', wait: 'Natural Earth' },
  { name: 'wall', path: '/wall', wait: 'Point at a square' },
  { name: 'messages', path: '/messages', wait: 'MeterValues' },
  { name: 'transactions', path: '/transactions', wait: 'DEMO-' },
];

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!browserPath) throw new Error('Chromium is needed for the pictures (Debian: apt install chromium).');

function demo() {
  const ports = ['--port', '0', '--ocpp-port', '0', '--ocpp-tls-port', '0'];
  const server = spawn(join(ROOT, 'stationmaster'), ['demo', ...ports], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((found, failed) => {
    let log = '';
    server.stdout.on('data', (text) => {
      log += text;
      const url = /Console and API\s+(http:\/\/\S+?)\/\s/.exec(log)?.[1];
      const password = /Sign in\s+demo, password (\S+)/.exec(log)?.[1];
      if (url && password) found({ server, url, password });
    });
    server.on('exit', (code) => failed(new Error(`the demo ended with ${code}:\n${log}`)));
  });
}

async function signIn(page, url, password) {
  await page.goto(url);
  await page.getByLabel('Name').fill('demo');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-live="open"]').waitFor();
}

const { server, url, password } = await demo();
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  mkdirSync(PICTURES, { recursive: true });
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  await signIn(page, url, password);
  await page.waitForTimeout(LIVE_A_WHILE_MS);
  for (const { name, path, wait } of PAGES) {
    await page.goto(url + path);
    await page.getByText(wait).first().waitFor();
    await page.waitForTimeout(4_000); // for what draws itself in
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
}
