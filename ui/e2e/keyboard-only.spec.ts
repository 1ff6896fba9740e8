import { expect, looked, signIn, test } from './lab';

test('somebody without a mouse finds a station and opens it', async ({ page, lab, station }) => {
  await signIn(page, lab);
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Station, transaction, screen …')).toBeFocused();
  await page.keyboard.type(station);
  await expect(page.getByText(station, { exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: station })).toBeVisible();

  await expect(page.getByPlaceholder('Station, transaction, screen …')).toBeHidden();
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('heading', { name: 'Stations' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: /^Filter by name/ })).toBeFocused();
  await page.keyboard.type(station);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('j');
  await expect(page.locator('tr[data-current="true"]')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('1 station selected')).toBeVisible();
  await looked(page, 'stations');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: station })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
  await looked(page, 'station-drawer');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: station })).toBeHidden();
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
