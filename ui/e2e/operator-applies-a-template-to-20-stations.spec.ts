import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator applies a template to 20 stations, of which two refuse', async ({ page, lab, api, simulate }) => {
  const prefix = `TPL${process.pid}-`;
  const ids = Array.from({ length: 20 }, (_, n) => `${prefix}${String(n + 1).padStart(2, '0')}`);
  await Promise.all(ids.map((id) => api.post('/stations', { id, securityProfile: 0 })));
  const play = [
    '--version',
    '1.6',
    '--sessions',
    '0',
    '--continuous',
    '--gap',
    '1000h',
    '--ramp',
    '1s',
    '--id-pattern',
    `${prefix}{n:2}`,
  ];
  simulate(...play, '--count', '18');
  simulate(...play, '--first', '19', '--count', '2', '--refuses', 'BlinkRepeat');
  await signIn(page, lab);
  const ready = async () => {
    const { items } = await api.get<Schemas['PageStationView']>(`/stations?q=${prefix}&connected=true&limit=50`);
    return items.filter((one) => one.registration === 'accepted').length;
  };
  await expect.poll(ready).toBe(20);
  // What they have now is read from all of them by a job, over the API.
  const read = await api.post<Schemas['FleetJobView']>('/fleet-jobs', {
    stations: { filter: { q: prefix } },
    command: { type: 'GetVariables' },
    pace: { atOnce: 20 },
  });
  const state = async (id: string) => (await api.get<Schemas['FleetJobView']>(`/fleet-jobs/${id}`)).state;
  await expect.poll(() => state(read.id)).toBe('done');

  await page.getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Night ${prefix}`);
  await page.getByLabel('Name, model or serial number contains').fill(prefix);
  await page.getByLabel('Variable or key 1').fill('BlinkRepeat');
  await page.getByLabel('Value 1', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Add a value' }).click();
  await page.getByLabel('Variable or key 2').fill('HeartbeatInterval');
  await page.getByLabel('Value 2', { exact: true }).fill('900');
  await page.getByRole('button', { name: 'Save' }).click();

  // Before: all twenty differ.
  await expect(page.locator('[data-standing="drifted"]').first()).toContainText('20');
  await expect(page.getByText('BlinkRepeat: 3 instead of 7').first()).toBeVisible();
  await looked(page, 'template-drift');

  await page.getByRole('button', { name: 'Plan and apply' }).click();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.locator('[data-verdict="now"]')).toContainText('20');
  await looked(page, 'job-plan');
  // Two of twenty are below the 20 % at which it would halt.
  await page.getByRole('button', { name: 'Start the job' }).click();
  await expect(page.getByRole('dialog').getByText('20 stations get SetVariables.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the job' }).click();

  await expect(page.getByText('100 % have come to an end')).toBeVisible();
  await expect(page.locator('[data-state="done"]')).toContainText('18');
  await expect(page.locator('[data-state="failed"]')).toContainText('2');
  await expect(page.locator(`tr[data-station="${prefix}20"]`)).toContainText('BlinkRepeat Rejected');
  await looked(page, 'job-with-refusals');

  // After: two differ, in one value.
  const { items } = await api.get<{ items: Schemas['TemplateView'][] }>('/templates');
  const template = items.find((one) => one.name === `Night ${prefix}`);
  expect(template?.drift).toMatchObject({ stations: 20, inLine: 18, drifted: 2 });
  await page.goto(`${lab.console}/templates/${template?.id}`);
  await expect(page.locator('[data-standing="inLine"]').first()).toContainText('18');
  await expect(page.locator(`tr[data-station="${prefix}19"]`)).toContainText('BlinkRepeat: 3 instead of 7');
  await expect(page.locator(`tr[data-station="${prefix}19"]`)).not.toContainText('HeartbeatInterval');

  // One of them is looked at closely: the tree, a draft, what the station says to it.
  await page.getByRole('link', { name: `${prefix}19` }).click();
  await page.getByLabel('Search names and values').fill('light');
  await page.getByRole('button', { name: 'Change LightIntensity' }).click();
  await page.getByLabel('Value of LightIntensity').fill('55');
  await page.getByLabel('Value of LightIntensity').press('Enter');
  await page.getByRole('button', { name: 'Look through and send' }).click();
  await expect(page.getByRole('dialog').getByText('80')).toBeVisible();
  await page.getByRole('button', { name: 'Send to the station' }).click();
  await expect(page.getByRole('dialog').getByText('Accepted')).toBeVisible();
  await looked(page, 'configuration-sent');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(page.locator('[data-variable="LightIntensity"]')).toContainText('55');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('combobox', { name: 'Another station' }).fill(`${prefix}01`);
  await page.getByRole('option', { name: `${prefix}01` }).click();
  await expect(page.getByText(/values differ/)).toBeVisible();
  await looked(page, 'configuration-compared');
});
