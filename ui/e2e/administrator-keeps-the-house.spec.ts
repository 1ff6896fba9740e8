import type { Page } from '@playwright/test';
import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

const go = (page: Page, screen: string) =>
  page.getByRole('navigation').getByRole('link', { name: screen, exact: true }).click();

test('an administrator keeps the house: sites, API tokens, people, the own account', async ({ page, lab, api }) => {
  await signIn(page, lab);
  const dialog = page.getByRole('dialog');

  await go(page, 'Sites');
  await page.getByRole('button', { name: 'Add below Home' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Garage');
  await dialog.getByRole('textbox', { name: 'City' }).fill('Bern');
  await dialog.getByRole('textbox', { name: 'Country' }).fill('xx');
  await dialog.getByRole('textbox', { name: 'Power, at most' }).fill('22');
  await dialog.getByRole('button', { name: 'Add a site' }).click();
  await expect(dialog.getByText('address.country must be')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Country' }).fill('ch');
  await dialog.getByRole('button', { name: 'Add a site' }).click();
  await expect(page.getByRole('row', { name: /Garage/ })).toContainText('22 kW');
  // What cannot be is in sight, with the reason.
  await expect(page.getByRole('button', { name: 'Delete Home' })).toHaveAttribute('title', /stand/);
  await looked(page, 'sites');
  const garage = await api.get<Schemas['SiteView']>('/sites/Garage');
  expect(garage).toMatchObject({ parent: 'Home', address: { city: 'Bern', country: 'CH' }, limit: { watts: 22_000 } });
  await page.getByRole('button', { name: 'Delete Garage' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /Garage/ })).toBeHidden();

  await go(page, 'API tokens');
  await page.getByRole('button', { name: 'Make an API token' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('billing');
  await dialog.getByRole('button', { name: 'Make an API token' }).click();
  const secret = await dialog.locator('[data-secret]').textContent();
  const used = await fetch(`${lab.console}/api/v1/stations`, { headers: { authorization: `Bearer ${secret}` } });
  expect(used.status).toBe(200);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const tokens = await api.get<Schemas['PageApiTokenView']>('/api-tokens');
  expect(tokens.items.find(({ name }) => name === 'billing')).toMatchObject({ lastUsedAt: expect.any(String) });
  await page.reload();
  await expect(page.getByRole('row', { name: /billing/ })).toContainText('ago');
  await looked(page, 'api-tokens');
  await page.getByRole('button', { name: 'Delete billing' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row', { name: /billing/ })).toBeHidden();

  await page.goto(`${lab.console}/people?person=anna`);
  await expect(page.getByText('This is your own account')).toBeVisible();
  await looked(page, 'person');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Own account' }).click();
  await expect(page.getByText('this browser')).toBeVisible();
  await looked(page, 'account');
});

test('an administrator looks after it: settings, the audit of their change, system health', async ({
  page,
  lab,
  api,
  station,
  simulate,
}) => {
  simulate('--id', station, '--version', '2.0.1', '--sessions', '0', '--continuous');
  await signIn(page, lab);
  await go(page, 'Settings');
  const interval = page.getByRole('textbox', { name: 'heartbeatIntervalSeconds' });
  await interval.fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(interval).toHaveAttribute('aria-invalid', 'true');
  await interval.fill('301');
  await page.getByRole('button', { name: 'Save' }).click();
  const row = page.locator('form').filter({ has: interval });
  await expect(row).toContainText('set here');
  await looked(page, 'settings');
  await page.getByRole('button', { name: 'Back to 300 (default)' }).click();
  await expect(row).not.toContainText('set here');
  const { items } = await api.get<Schemas['SettingsAll']>('/settings');
  expect(items.find(({ key }) => key === 'heartbeatIntervalSeconds')).toMatchObject({
    value: '300',
    source: 'default',
  });

  await go(page, 'Audit');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Settings' }).click();
  await expect(page).toHaveURL(/kind=settings/);
  await page.getByRole('button', { name: 'Details: Settings changed' }).nth(1).click();
  await expect(page.getByText('+ 301')).toBeVisible();
  await looked(page, 'audit');
  await api.post('/tokens', { idToken: `AUDITED${process.pid}` });
  await page.getByRole('button', { name: 'Clear the filter' }).last().click();
  await expect(page.getByText(`token/ISO14443/AUDITED${process.pid}`).or(page.getByText(/new$/)).first()).toBeVisible();

  await go(page, 'System health');
  await expect(page.getByText(/^We are/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Stations connected' })).toContainText('OCPP 2.0.1');
  const health = await api.get<Schemas['HealthView']>('/health');
  expect(health.database.reachable).toBe(true);
  expect(health.messages.p99Micros).toBeGreaterThan(0);
  await looked(page, 'health');
});
