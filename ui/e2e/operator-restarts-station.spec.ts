import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator restarts a station and sees it come back', async ({ page, lab, api, station, simulate }) => {
  simulate('--id', station, '--version', '1.6', '--sessions', '0', '--continuous');
  await signIn(page, lab);
  await page.goto(`${lab.console}/stations/${station}`);
  await expect(page.getByText('Connected for')).toBeVisible();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Restart the station' }).click();
  await expect(page.getByText('The station restarts.', { exact: true })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click();
  await expect(page.getByText('The station said Accepted.')).toBeVisible();
  await expect(page.getByText('effect seen')).toBeVisible();
  await looked(page, 'command');
  const { items } = await api.get<Schemas['PageCommandView']>(`/stations/${station}/commands`);
  expect(items[0]).toMatchObject({ type: 'Reset', status: 'Accepted', actor: 'anna' });
});
