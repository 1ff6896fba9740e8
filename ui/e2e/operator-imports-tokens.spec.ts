import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator imports tokens from a table, mends a row, and tries one of them without a car', async ({
  page,
  lab,
  api,
  station,
}) => {
  await signIn(page, lab);
  await page.goto(`${lab.console}/tokens`);
  await page.getByRole('link', { name: 'Import a table' }).click();
  const rows = Array.from(
    { length: 60 },
    (_, row) => `IMPORT-${row};Import fleet;${row === 41 ? 'maybe' : 'accepted'}`,
  );
  const table = ['Token;Group;Status', ...rows].join('\r\n');
  await page.getByLabel('Or paste it here').fill(table);
  const mistakes = page.getByRole('table', { name: 'Mistakes by line' });
  await expect(mistakes.getByRole('row').nth(1)).toContainText('43');
  await expect(mistakes).toContainText('status must be');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await looked(page, 'token-import');
  const before = await api.get<Schemas['PageTokenView']>('/tokens?group=Import%20fleet');
  expect(before.items).toEqual([]);

  await page.getByLabel('Or paste it here').fill(table.replace('maybe', 'blocked'));
  await page.getByRole('button', { name: 'Save 60 tokens' }).click();
  await expect(page.getByText('Saved: 60 new, 0 changed.')).toBeVisible();
  const after = await api.get<Schemas['PageTokenView']>('/tokens?group=Import%20fleet&limit=100');
  expect(after.items).toHaveLength(60);

  await page.goto(`${lab.console}/tokens?tab=groups`);
  await expect(page.getByRole('row', { name: /Import fleet/ })).toContainText('59');
  await page.getByRole('link', { name: 'Import fleet' }).click();
  await expect(page.getByText('Only members of Import fleet')).toBeVisible();
  await page.getByRole('link', { name: 'IMPORT-41', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'IMPORT-41' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Station' }).fill(station);
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByText('It may not charge: blocked')).toBeVisible();
  await expect(page.getByText('The token is set to “blocked”.')).toBeVisible();
  await looked(page, 'token-page');
  const attempts = await api.get<Schemas['PageAuthorizationAttemptView']>('/authorizations?idToken=IMPORT-41');
  expect(attempts.items).toEqual([]);
});
