import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator keeps an EVSE free for a driver, by dragging and by keyboard', async ({
  page,
  lab,
  api,
  station,
  simulate,
}) => {
  simulate('--id', station, '--version', '2.0.1', '--evses', '2', '--gap', '1000h');
  await api.post('/tokens', { idToken: `GUEST-${station}` });
  await expect
    .poll(async () => (await api.get<{ items: unknown[] }>(`/stations/${station}/connectors`)).items.length)
    .toBeGreaterThan(1);
  await signIn(page, lab);
  await page.getByRole('link', { name: 'Reservations' }).click();
  await page.getByRole('textbox', { name: 'Filter stations' }).fill(station);
  await page.getByText('Week', { exact: true }).click();
  const lane = page.locator(`[data-lane="${station}/1"]`);
  const track = lane.locator('[data-free="true"]');
  await expect(track).toBeVisible();

  // From within the past to almost the right edge, a week ahead.
  const box = (await track.boundingBox()) as { x: number; y: number; width: number; height: number };
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: 'EVSE' })).toHaveValue(/^EVSE 1/);
  await expect(dialog.getByText('Nothing known speaks against it.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Token' }).fill(`GUEST-${station}`);
  await page.keyboard.press('Tab');
  await looked(page, 'reservation-form');
  await dialog.getByRole('button', { name: 'Ask the station' }).click();
  await expect(dialog).toBeHidden();
  // The frame is filled: the station took it, and shows itself reserved.
  await expect(lane.getByRole('button', { name: /confirmed/ })).toBeVisible();
  await expect(lane.getByText('✓')).toBeVisible();
  const of = async (query = '') =>
    (await api.get<Schemas['PageReservationView']>(`/stations/${station}/reservations${query}`)).items;
  expect(await of('?state=open')).toMatchObject([{ evse: 1, state: 'active', seen: true }]);

  // The same place again is refused before anything is sent; without a mouse.
  const sent = async () => (await api.get<Schemas['PageCommandView']>(`/stations/${station}/commands`)).items.length;
  const before = await sent();
  await page.getByRole('button', { name: `Reserve EVSE 1 of ${station}` }).press('Enter');
  await dialog.getByRole('combobox', { name: 'Token' }).fill('SOMEBODY');
  await page.keyboard.press('Tab');
  await expect(dialog.locator('[data-against]')).toContainText('EVSE 1 is reserved until');
  await dialog.getByRole('button', { name: 'Ask the station' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Or its group' }).focus();
  await expect(page.getByRole('tooltip')).toBeHidden();
  await looked(page, 'reservation-conflict');
  expect(await sent()).toBe(before);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await looked(page, 'reservations-week');

  await lane.getByRole('button', { name: /confirmed/ }).press('Enter');
  await expect(dialog.getByText('showed itself Reserved')).toBeVisible();
  await looked(page, 'reservation');
  await dialog.getByRole('button', { name: 'Cancel the reservation' }).click();
  await dialog.getByRole('button', { name: 'Cancel it' }).click();
  await expect(dialog.getByText('cancelled', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  expect(await of()).toMatchObject([{ state: 'cancelled' }]);

  await page.getByText('List', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Station' }).fill(station);
  await expect(page.getByRole('row').filter({ hasText: station }).getByText('cancelled')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await looked(page, 'reservations-list-phone');
});
