import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator drops a firmware image, signs it, and sees it run on a station', async ({
  page,
  lab,
  api,
  station,
  simulate,
}) => {
  simulate('--id', station, '--version', '2.0.1', '--gap', '1000h');
  await signIn(page, lab);
  await page.getByRole('link', { name: 'Firmware and files' }).click();

  // An image is dropped, and its version read from its name.
  const name = `acme-${station}-7.2.0.bin`;
  const dropped = await page.evaluateHandle((called) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['version=7.2.0\nall that a station needs'], called));
    return transfer;
  }, name);
  const zone = page.getByRole('region', { name: 'Drop firmware images here' });
  await zone.dispatchEvent('dragenter', { dataTransfer: dropped });
  await zone.dispatchEvent('drop', { dataTransfer: dropped });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Version' })).toHaveValue('7.2.0');

  // What is not a signature of this file is refused with the field.
  await dialog.getByText('Of the manufacturer').click();
  await dialog.getByRole('textbox', { name: 'Signature (Base64)' }).fill('bm8=');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('A signature needs its certificate.')).toBeVisible();
  await dialog.getByText('Made here').click();
  await looked(page, 'firmware-details');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row.getByText('signed here')).toBeVisible();
  await looked(page, 'firmware-images');
  const { items } = await api.get<Schemas['PageFirmwareImageView']>('/firmware-images');
  const image = items.find((one) => one.name === name);
  expect(image).toMatchObject({ version: '7.2.0', signer: { made: true } });

  // The job brings image, version and signature along.
  await expect
    .poll(async () => (await api.get<Schemas['StationView']>(`/stations/${station}`)).registration)
    .toBe('accepted');
  await row.getByRole('link', { name: `Begin an update with ${name}` }).click();
  await expect(page.getByRole('textbox', { name: 'Version it will call itself' })).toHaveValue('7.2.0');
  await expect(page.getByRole('textbox', { name: 'Signature (Base64)' })).toHaveValue(image?.signature ?? '');
  await page.getByLabel('Name, model or serial number contains').fill(station);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('button', { name: 'Start the job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the job' }).click();
  await expect(page.getByRole('heading', { name: 'Station by station' })).toBeVisible();

  await page.getByRole('link', { name: 'Firmware and files' }).click();
  await page.getByRole('tab', { name: 'Updates' }).click();
  const update = page.getByRole('row').filter({ hasText: station });
  await expect(update.getByText('runs what was expected')).toBeVisible();
  await expect(page.locator('[data-word="Installed"]')).toBeVisible();
  await looked(page, 'firmware-updates');
  const updates = await api.get<Schemas['PageFirmwareJobUpdate']>(`/firmware-jobs?station=${station}`);
  expect(updates.items[0]).toMatchObject({ versionAfter: '7.2.0', asExpected: true, image: image?.id });

  // The station brings its log, which is fetched and deleted.
  await api.post(`/stations/${station}/commands?wait=20s`, { type: 'GetLog', logType: 'SecurityLog' });
  await page.getByRole('tab', { name: 'Files of stations' }).click();
  const file = page.getByRole('row').filter({ hasText: station });
  await expect(file.getByText('Security log')).toBeVisible();
  await looked(page, 'firmware-files');
  const fetched = page.waitForEvent('download');
  await file.getByRole('link', { name: /^Download/ }).click();
  expect((await fetched).suggestedFilename()).not.toBe('');
  await file.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(file).toBeHidden();
  const left = await api.get<Schemas['PageFileView']>(`/files?kind=upload&station=${station}`);
  expect(left.items).toEqual([]);
});
