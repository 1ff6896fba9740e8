import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator keeps a view and has all stations in it clear their caches', async ({ page, lab, api, simulate }) => {
  for (const id of ['MANY-1', 'MANY-2', 'MANY-3']) await api.post('/stations', { id, securityProfile: 0 });
  simulate('--id', 'MANY-1', '--version', '1.6', '--sessions', '0', '--continuous');
  simulate('--id', 'MANY-2', '--version', '2.0.1', '--sessions', '0', '--continuous');
  await signIn(page, lab);
  await page.goto(`${lab.console}/stations?q=MANY-`);
  const list = page.getByRole('table', { name: 'Stations' });
  await expect(list.getByRole('row')).toHaveCount(4);
  await expect(list.getByText('Connected', { exact: true })).toHaveCount(2);
  await page.getByRole('radiogroup', { name: 'Connection' }).getByText('Connected').click();
  await expect(list.getByRole('row')).toHaveCount(3);

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Keep this view …' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Many that are here');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const kept = await api.get<{ items: { name: string; search: object }[] }>('/session/views/stations');
  expect(kept.items).toEqual([
    expect.objectContaining({ name: 'Many that are here', search: { q: 'MANY-', connected: true } }),
  ]);

  await page.goto(`${lab.console}/stations`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Many that are here' }).click();
  await expect(list.getByRole('row')).toHaveCount(3);
  await expect(page).toHaveURL(/connected=true/);
  await page.getByRole('checkbox', { name: 'Select MANY-1' }).click();
  await page.getByRole('button', { name: /^Select all/ }).click();
  await expect(page.getByText('2 stations selected')).toBeVisible();
  await page.getByRole('button', { name: 'Do with these' }).click();
  await page.getByRole('menuitem', { name: 'Clear their authorization caches' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('This is asked of 2 stations, one after the other.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Run' }).click();
  await expect(dialog.getByText('2 done, 0 failed, of 2')).toBeVisible();
  await looked(page, 'bulk');
  for (const id of ['MANY-1', 'MANY-2']) {
    const { items } = await api.get<Schemas['PageCommandView']>(`/stations/${id}/commands`);
    expect(items[0]).toMatchObject({ type: 'ClearCache', status: 'Accepted', actor: 'anna' });
  }
});
