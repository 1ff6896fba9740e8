import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Schemas } from '../src/api/client';
import { test as base, expect, looked, PASSWORD, signIn } from './lab';
import { type Lab, type Running, startServer } from './server';

const STATIONS = 50_000;
const CONNECTED = 2_500;
const EVSES = 2;
const SITES = 40;

/** A server of its own: the other specs need not carry so many stations. */
const test = base.extend<object, { own: Running }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'stationmaster-scale-'));
      const { app } = JSON.parse(process.env.STATIONMASTER_LAB ?? '{}') as Lab;
      const running = await startServer(app, join(folder, 'data'));
      await use(running);
      await running.end();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  lab: async ({ own }, use) => {
    await use(own.lab);
  },
});

/** What was measured, in milliseconds: to be read, not to be asserted; the machine may be slow. */
const measured: Record<string, number> = {};

function note(what: string, milliseconds: number): void {
  measured[what] = Math.round(milliseconds);
  console.log(`      ${what}: ${measured[what]} ms`);
}

test.afterAll(() => {
  const folder = resolve(import.meta.dirname, '../target');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'scale.json'), `${JSON.stringify(measured, null, 2)}\n`);
});

async function timed<T>(what: string, run: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const done = await run();
  note(what, performance.now() - begun);
  return done;
}

/** From the last key or click to the frame in which the page shows that text. */
async function reacts(page: Page, what: string, selector: string, text: string, act: () => Promise<void>) {
  // In two steps: a page that is asked and typed into at once may hear of the keys first.
  await page.evaluate(
    (wanted) => {
      let begun = 0;
      const begin = (event: Event) => {
        begun = event.timeStamp;
      };
      for (const type of ['pointerdown', 'keydown']) window.addEventListener(type, begin, { capture: true });
      const seen = new Promise<number>((done) => {
        const look = () => {
          const shown = [...document.querySelectorAll(wanted.selector)];
          if (begun > 0 && shown.some((one) => one.textContent?.includes(wanted.text))) done(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        look();
      });
      Object.assign(window, { seen });
    },
    { selector, text },
  );
  await act();
  note(what, await page.evaluate(() => (window as unknown as { seen: Promise<number> }).seen));
}

/** From the request for the page to the frame that shows what is wanted. */
async function opens(page: Page, what: string, url: string, selector: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' });
  const took = await page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const look = () => {
          if (document.querySelector(wanted)) done(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    selector,
  );
  note(what, took);
}

const name = (number: number) => `CP-${String(number).padStart(5, '0')}`;

test('operations sees 5,000 connectors on the wall, and each change at once', async ({ page, lab, api, simulate }) => {
  const code = new URL(lab.setup).hash.slice(1);
  const made = await fetch(`${lab.console}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: 'anna', password: PASSWORD }),
  });
  expect(made.status).toBe(201);
  await api.post('/tokens', { idToken: 'WALLCARD' });
  for (let site = 1; site <= SITES; site++) await api.post('/sites', { name: `Site ${site}` });
  const rows = Array.from({ length: STATIONS }, (_, at) => `${name(at + 1)};Site ${1 + (at % SITES)};0;SN-${at + 1}`);
  const table = ['id;site;securityProfile;serialNumber', ...rows].join('\n');
  const taken = await timed('50,000 stations imported', () =>
    api.csv<Schemas['StationImportView']>('/stations/import', table),
  );
  expect(taken).toMatchObject({ saved: true, created: STATIONS, problems: 0 });

  const fleet = ['--id-pattern', 'CP-{n:5}', '--count', String(CONNECTED), '--evses', String(EVSES), '--ramp', '4s'];
  simulate(...fleet, '--token', 'WALLCARD', '--continuous', '--gap', '2h', '--stay', '5m');
  await timed('2,500 stations connected', () =>
    expect
      .poll(
        async () => {
          const now = await api.get<Schemas['Overview']>('/overview');
          return Object.values(now.connectors).reduce((sum, count) => sum + count, 0);
        },
        { intervals: [500], timeout: 120_000 },
      )
      .toBe(CONNECTED * EVSES),
  );

  await signIn(page, lab);
  await opens(page, 'wall with 5,000 connectors', `${lab.console}/wall`, 'canvas[data-connectors="5000"]');
  await expect(page.locator('[data-live="open"]')).toBeVisible();
  const shown = await page.locator('[data-count]').allTextContents();
  expect(shown.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(CONNECTED * EVSES);
  const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > window.innerHeight);
  expect(scrolls).toBe(false);

  // One connector goes out of service; the station tells so itself.
  await expect(page.locator('[data-count="unavailable"]')).toContainText('0');
  const seen = page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => {
          const count = document.querySelector('[data-count="unavailable"]');
          if (count?.textContent?.startsWith('1 ')) done(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  const asked = Date.now();
  await api.post(`/stations/${name(42)}/commands`, { type: 'ChangeAvailability', operational: false, evse: 1 });
  const at = await seen;
  const connectors = await api.get<Schemas['PageConnectorsPlacedConnector']>(`/connectors?station=${name(42)}`);
  const changed = connectors.items.find(({ evse }) => evse === 1);
  expect(changed?.status).toBe('Unavailable');
  note('command to pixel on the wall', at - asked);
  note('station change to pixel on the wall', at - Date.parse(changed?.since ?? ''));

  const wall = page.locator('canvas');
  await wall.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: 'EVSE' })).toContainText(/CP-\d{5}, EVSE \d, connector 1/);
  await looked(page, 'wall-5000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^CP-\d{5}$/ })).toBeVisible();
});

test('operations finds one of 50,000 stations', async ({ page, lab, api }) => {
  await signIn(page, lab);
  await opens(page, 'first list of 50,000 stations', `${lab.console}/stations`, 'tbody a[href$="CP-00001"]');
  await expect(page.getByText('50,000 stations,')).toBeVisible();
  const filter = page.getByRole('textbox', { name: /^Filter by name/ });
  await filter.focus();
  await reacts(page, 'filter to one of 50,000', '[role="status"]', '1 station,', () => page.keyboard.type('49999'));
  await expect(page.getByRole('link', { name: 'CP-49999' })).toBeVisible();
  const found = await api.get<Schemas['PageStationRow']>('/overview/stations?q=49999');
  expect(found.items.map(({ id }) => id)).toEqual(['CP-49999']);
  await filter.fill('');
  await expect(page.getByRole('link', { name: 'CP-00001' })).toBeVisible();
  await page.getByRole('link', { name: 'Live wall' }).click();
  await expect(page.locator('canvas[data-connectors]')).toBeVisible();
  await reacts(page, 'navigation to a list that is cached', 'tbody a', 'CP-00001', () =>
    page.getByRole('link', { name: 'Stations', exact: true }).click(),
  );
  await reacts(page, 'navigation to a wall that is cached', '[data-count]', 'available', () =>
    page.getByRole('link', { name: 'Live wall' }).click(),
  );

  await page.goto(`${lab.console}/stations`);
  await page.getByRole('link', { name: 'Import a table' }).click();
  const table = 'identity,location,profile\nCP-50001,Site 1,0\nCP-50002,Nowhere,0\n';
  await page.getByLabel('Or paste it here').fill(table);
  await expect(page.getByRole('table', { name: 'Mistakes by line' })).toContainText('name of a site that exists');
  await looked(page, 'station-import');
  await page.getByLabel('Or paste it here').fill(table.replace('Nowhere', 'Site 2'));
  await page.getByRole('button', { name: 'Save 2 stations' }).click();
  await expect(page.getByText('Saved: 2 new, 0 changed.')).toBeVisible();
  await page.getByRole('link', { name: 'Stations', exact: true }).first().click();
  await expect(page.getByText('50,002 stations,')).toBeVisible();
  await looked(page, 'stations-50000');
});
