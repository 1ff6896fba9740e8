import type { Schemas } from '../src/api/client';
import { expect, looked, PASSWORD, test } from './lab';

// The first of all: it makes the administrator whom the others sign in as.
test('a newcomer goes from the first start to the first charge', async ({ page, lab, api, simulate }) => {
  await page.goto(lab.setup);
  await expect(page.getByRole('heading', { name: 'Make the first administrator' })).toBeVisible();
  await looked(page, 'setup');
  await page.getByLabel('Name').fill('anna');
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('short');
  await page.getByRole('textbox', { name: 'Password, again' }).fill('short');
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await expect(page.getByText('At least 12 characters.').last()).toBeVisible();
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
  await page.getByRole('textbox', { name: 'Password, again' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await expect(page.getByRole('heading', { name: 'What is happening now' })).toBeVisible();

  await page.getByRole('link', { name: 'Stations' }).click();
  await page.getByRole('button', { name: 'Add a station' }).click();
  await page.getByLabel('Identity').fill('FIRST-1');
  await page.getByRole('combobox', { name: 'Security profile' }).click();
  await page.getByRole('option', { name: /^0:/ }).click();
  await page.getByRole('button', { name: 'Add a station' }).last().click();
  await expect(page.getByText('Station FIRST-1 was entered.')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('link', { name: 'FIRST-1' }).click();
  await api.post('/tokens', { idToken: 'FIRSTCARD' });
  simulate(
    '--id',
    'FIRST-1',
    '--version',
    '2.0.1',
    '--token',
    'FIRSTCARD',
    '--sessions',
    '1',
    '--gap',
    '1s',
    '--moment',
    '1s',
    '--stay',
    '5m',
    '--sample-interval',
    '1s',
  );
  await expect(page.getByText('Connected for')).toBeVisible();
  await expect(page.getByRole('link', { name: /Running transaction/ })).toHaveText('FIRSTCARD');
  await expect(page.getByText('Charging', { exact: true }).first()).toBeVisible();
  await looked(page, 'station-now');

  await page.getByRole('link', { name: /Running transaction/ }).click();
  await expect(page.getByRole('heading', { name: /^Transaction / })).toBeVisible();
  await expect(page.getByText('Everything arrived.')).toBeVisible();
  await looked(page, 'transaction');
  const { items } = await api.get<Schemas['PageTransactionView']>('/transactions?station=FIRST-1');
  expect(items).toHaveLength(1);
  expect(items[0]?.idToken?.idToken).toBe('FIRSTCARD');
});
