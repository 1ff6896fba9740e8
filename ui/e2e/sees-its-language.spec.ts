import { expect, signIn, test } from './lab';

test('somebody who speaks German reads German', async ({ page, lab }) => {
  await signIn(page, lab);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Was gerade geschieht' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Was gerade geschieht' })).toBeVisible();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
});
