import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('a firmware wave halts itself on failures, and a retry works', async ({ page, lab, api, simulate }) => {
  const prefix = `FW${process.pid}-`;
  const ids = Array.from({ length: 6 }, (_, n) => `${prefix}${n + 1}`);
  await Promise.all(ids.map((id) => api.post('/stations', { id, securityProfile: 0 })));
  // Cars that come once in a while would keep a station from installing.
  const play = [
    '--version',
    '2.0.1',
    '--sessions',
    '0',
    '--continuous',
    '--gap',
    '1000h',
    '--ramp',
    '1s',
    '--id-pattern',
    `${prefix}{n}`,
  ];
  const broken = simulate(...play, '--count', '2', '--firmware-fails', 'DownloadFailed');
  simulate(...play, '--first', '3', '--count', '4');
  await signIn(page, lab);
  const ready = async () => {
    const { items } = await api.get<Schemas['PageStationView']>(`/stations?q=${prefix}&connected=true`);
    return items.filter((one) => one.registration === 'accepted').length;
  };
  await expect.poll(ready).toBe(6);

  await page.getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('link', { name: 'New job' }).click();
  await page.getByText('Firmware', { exact: true }).click();
  await page.locator('input[type="file"]').setInputFiles({
    name: `spring-${prefix}.bin`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('version=9.1.0\nall that a station needs'),
  });
  await expect(page.getByRole('combobox', { name: 'Firmware image' })).toHaveValue(new RegExp(`spring-${prefix}`));
  await page.getByLabel('Version it will call itself').fill('9.1.0');
  await page.getByLabel('Name, model or serial number contains').fill(prefix);
  await page.getByLabel('Sizes of the first waves').fill('2');
  await page.getByLabel('Judge after').fill('2');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Spring ${prefix}`);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.locator('[data-verdict="now"]')).toContainText('6');
  await page.getByRole('button', { name: 'Start the job' }).click();
  await expect(page.getByRole('dialog').getByText('In 2 waves.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the job' }).click();

  // Both of the first wave fail; the other four are spared.
  await expect(page.getByText('The job has halted itself')).toBeVisible();
  await expect(page.getByText('2 of 2 stations have failed, more than 20 %')).toBeVisible();
  await expect(page.locator('[data-state="waiting"]')).toContainText('4');
  await expect(page.locator('[data-word="DownloadFailed"]')).toContainText('2');
  await looked(page, 'firmware-halted');

  // Somebody mends the two, and has them tried again.
  broken.kill('SIGTERM');
  await expect.poll(ready).toBe(4);
  simulate(...play, '--count', '2');
  await expect.poll(ready).toBe(6);
  await page.getByRole('button', { name: 'Retry 2 stations' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator('[data-state="done"]')).toContainText('6', { timeout: 90_000 });
  await expect(page.getByText('100 % have come to an end')).toBeVisible();
  await looked(page, 'firmware-done');

  const { items } = await api.get<Schemas['PageFleetJobView']>('/fleet-jobs?kind=firmware');
  const job = items.find((one) => one.name === `Spring ${prefix}`);
  expect(job).toMatchObject({ state: 'done', progress: { states: { done: 6, failed: 0 } } });
  const stations = await api.get<Schemas['PageFleetJobStation']>(`/fleet-jobs/${job?.id}/stations`);
  expect(stations.items.map((one) => one.versionAfter)).toEqual(Array(6).fill('9.1.0'));
});
