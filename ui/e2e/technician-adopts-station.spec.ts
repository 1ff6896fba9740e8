import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test.use({ viewport: { width: 360, height: 640 } });

test('a technician adopts a station that nobody entered, on a phone', async ({ page, lab, api, simulate }) => {
  await signIn(page, lab);
  simulate('--id', 'FOUND-7', '--version', '1.6', '--sessions', '0', '--continuous');
  await expect(page.getByText('FOUND-7 is not entered here')).toBeVisible();
  await looked(page, 'start-phone');
  await page
    .getByText('FOUND-7 is not entered here')
    .locator('xpath=ancestor::*[.//button][1]')
    .getByRole('button', { name: 'Add a station' })
    .click();
  await expect(page.getByLabel('Identity')).toHaveValue('FOUND-7');
  await page.getByRole('combobox', { name: 'Security profile' }).click();
  await page.getByRole('option', { name: /^0:/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add a station' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  const station = await api.get<Schemas['StationView']>('/stations/FOUND-7');
  expect(station.securityProfile).toBe(0);

  await page.goto(`${lab.console}/stations/FOUND-7`);
  await expect(page.getByText('Connected for')).toBeVisible();
  await expect(page.getByText('EVSE 1 · Connector 1')).toBeVisible();
  await looked(page, 'station-phone');
});
