import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';
import { tinyMap } from './pmtiles';

/** A picture of some HTML. */
async function picture(page: Page, html: string, width: number, height: number): Promise<Buffer> {
  const easel = await page.context().newPage();
  await easel.setViewportSize({ width, height });
  await easel.setContent(html);
  const png = await easel.screenshot();
  await easel.close();
  return png;
}

const LOT = `<body style="margin:0;background:#dee2e6"><div style="position:absolute;inset:40px;background:#868e96"></div>
  ${Array.from({ length: 12 }, (_, bay) => `<div style="position:absolute;width:70px;height:130px;border:3px solid #fff;left:${70 + (bay % 6) * 90}px;top:${bay < 6 ? 60 : 260}px"></div>`).join('')}`;

/** Tiles that are all the same, and nothing else. */
async function tileServer(tile: Buffer): Promise<{ server: Server; address: string }> {
  const server = createServer((request, answer) => {
    const found = /^\/\d+\/\d+\/\d+\.png$/.test(request.url ?? '');
    answer.writeHead(found ? 200 : 404, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
    answer.end(found ? tile : undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('an operator sees a site on his own map, and puts its stations on the plan where they stand', async ({
  page,
  lab,
  api,
  simulate,
}) => {
  await api.post('/sites', { name: 'Depot', latitude: 48.137, longitude: 11.575 });
  for (const id of ['PLAN-1', 'PLAN-2']) await api.post('/stations', { id, securityProfile: 0, site: 'Depot' });
  // Online, and no car comes before the test is over.
  simulate('--id', 'PLAN-1', '--version', '1.6', '--continuous', '--gap', '12h');
  const green = await picture(page, '<body style="margin:0;background:#b2f2bb;border:1px solid #2b8a3e">', 256, 256);
  const { server, address } = await tileServer(green);
  const open = page.getByRole('region', { name: 'Map of the sites' });
  const site = open.getByRole('button', { name: /^Depot/ });
  try {
    await signIn(page, lab);
    await api.patch('/settings', { mapSource: `${address}/{z}/{x}/{y}.png`, mapAttribution: 'Green <b>Land</b>' });
    await page.goto(`${lab.console}/map`);
    await expect(open.locator('img.leaflet-tile-loaded').first()).toBeVisible();
    await expect(open.getByText('Green <b>Land</b>')).toBeVisible();
    await expect(site).toBeVisible();
    await looked(page, 'map-tiles');

    await api.patch('/settings', { mapSource: `${address}/none.pmtiles` });
    await page.goto(`${lab.console}/map`);
    await expect(page.getByText(`Nothing comes from ${address}/none.pmtiles`)).toBeVisible();
    await expect(open.getByText('Natural Earth')).toBeVisible();

    await api.patch('/settings', { mapSource: 'tiny.pmtiles' });
    await page.goto(`${lab.console}/map`);
    await expect(page.getByText('There is no file maps/tiny.pmtiles')).toBeVisible();
    mkdirSync(join(lab.data, 'maps'), { recursive: true });
    writeFileSync(join(lab.data, 'maps', 'tiny.pmtiles'), tinyMap());
    await page.goto(`${lab.console}/map`);
    await expect(open.locator('canvas.leaflet-tile-loaded').first()).toBeVisible();
    await expect(open.getByText('Natural Earth')).toHaveCount(0);
    const part = await page.request.get(`${lab.console}/api/v1/map/region.pmtiles`, {
      headers: { range: 'bytes=0-6' },
    });
    expect([part.status(), await part.text()]).toEqual([206, 'PMTiles']);
    await looked(page, 'map-file');
  } finally {
    await api.patch('/settings', { mapSource: null, mapAttribution: null });
    server.close();
  }

  await site.click();
  await page.getByRole('link', { name: 'Site plan' }).click();
  await expect(page.getByText('No plan yet.')).toBeVisible();
  const files = page.locator('input[type="file"]');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  await files.setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: Buffer.from(svg) });
  await expect(page.getByText('An SVG can hold scripts')).toBeVisible();
  await files.setInputFiles({
    name: 'lot.png',
    mimeType: 'image/png',
    buffer: await picture(page, LOT, 640, 440),
  });
  await expect(page.getByRole('img', { name: 'Plan of Depot' })).toBeVisible();
  for (const id of ['PLAN-1', 'PLAN-2']) {
    await page.getByRole('button', { name: `Put ${id} on the plan` }).click();
    await expect(page.locator(`[data-place="${id}"]`)).toBeVisible();
  }

  // One by the mouse, the other by keys.
  const plan = await page.getByRole('img', { name: 'Plan of Depot' }).boundingBox();
  const mark = await page.locator('[data-place="PLAN-2"]').boundingBox();
  if (!plan || !mark) throw new Error('no plan');
  await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2);
  await page.mouse.down();
  await page.mouse.move(plan.x + plan.width / 2, plan.y + plan.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.locator('[data-place="PLAN-1"]').focus();
  for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await expect
    .poll(async () => {
      const { places } = await api.get<Schemas['SitePlanView']>('/sites/Depot/plan');
      return places.map(({ station, x, y }) => `${station} ${x.toFixed(2)} ${y.toFixed(2)}`);
    })
    .toEqual(['PLAN-1 0.07 0.16', 'PLAN-2 0.50 0.50']);
  await looked(page, 'site-plan-arranged');

  await page.getByRole('switch', { name: 'Arrange' }).uncheck();
  await expect(page.getByRole('link', { name: 'PLAN-1: Available' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'PLAN-2: Offline' })).toBeVisible();
  await api.post('/stations/PLAN-1/commands', { type: 'ChangeAvailability', operational: false });
  await expect(page.getByRole('link', { name: 'PLAN-1: Unavailable' })).toBeVisible();
  await looked(page, 'site-plan');
  await page.getByRole('link', { name: 'PLAN-2: Offline' }).click();
  await expect(page.getByRole('heading', { name: 'PLAN-2' })).toBeVisible();
});
