import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

type Rows = Schemas['PageStationCertificateView'];

test('security approves a certificate, sees what ends when, and brings a root to the stations', async ({
  page,
  lab,
  api,
  simulate,
}) => {
  const prefix = `CERT${process.pid}-`;
  const [one, two] = [`${prefix}1`, `${prefix}2`];
  for (const id of [one, two]) await api.post('/stations', { id, securityProfile: 0 });
  await api.patch(`/stations/${one}/settings`, { certificateSigning: 'manual', certificateLifetimeDays: 40 });
  simulate(
    ...['--version', '2.0.1', '--sessions', '0', '--continuous', '--gap', '1000h', '--ramp', '1s'],
    ...['--id-pattern', `${prefix}{n}`, '--count', '2'],
  );
  await signIn(page, lab);
  const ready = async () => {
    const { items } = await api.get<Schemas['PageStationView']>(`/stations?q=${prefix}&connected=true`);
    return items.filter(({ registration }) => registration === 'accepted').length;
  };
  await expect.poll(ready).toBe(2);
  await api.post(`/stations/${one}/commands?wait=30s`, { type: 'RenewCertificate' });

  // It waits for somebody's word.
  await page.getByRole('link', { name: 'Certificates' }).click();
  await page.getByRole('tab', { name: /Requests/ }).click();
  await expect(page.locator('[data-queue="operator"]')).toContainText('1');
  await page.locator('[data-queue="operator"]').click();
  await looked(page, 'certificate-queue');
  await page.getByRole('button', { name: `Approve ${one}` }).click();
  const rows = (query: string) => api.get<Rows>(`/station-certificates?${query}`);
  await expect.poll(async () => (await rows(`station=${one}`)).items[0]?.state).toBe('inUse');

  // What ends when, and what then.
  await page.getByRole('tab', { name: 'In stations' }).click();
  await page.reload();
  const end = new Date((await rows(`station=${one}`)).items[0]?.notAfter ?? '');
  const month = `${end.getFullYear()}-${String(end.getMonth() + 1).padStart(2, '0')}`;
  await page.locator(`[data-month="${month}"]`).click();
  await expect(page.locator('[data-breaks="ChargingStationCertificate"]')).toContainText('can no longer log in');
  await expect(page.getByRole('row', { name: new RegExp(one) })).toContainText('in use');
  await looked(page, 'certificates');
  await page
    .getByRole('row', { name: new RegExp(one) })
    .getByRole('button')
    .click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.locator('[data-link="leaf"]')).toBeVisible();
  await expect(drawer.locator('[data-link="sub"]')).toContainText('Our authority for stations');
  await expect(drawer.locator('[data-link="root"]')).toBeVisible();
  await expect(drawer.getByText('No station has told that it has this root.')).toBeVisible();
  await looked(page, 'certificate-chain');

  // The root is brought to both as a job.
  await drawer.getByRole('button', { name: 'Install in stations …' }).click();
  await expect(page.getByLabel('Certificate (PEM)')).toHaveValue(/BEGIN CERTIFICATE/);
  await page.getByText('By name', { exact: true }).click();
  await page.getByLabel('Identities').fill(`${one}\n${two}`);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.locator('[data-verdict="now"]')).toContainText('2');
  await page.getByRole('button', { name: 'Start the job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the job' }).click();
  await expect(page.getByText('100 % have come to an end')).toBeVisible();
  const held = await rows(`type=CSMSRootCertificate&q=${prefix}`);
  expect(held.items.map(({ station, state }) => `${station} ${state}`).sort()).toEqual([
    `${one} installed`,
    `${two} installed`,
  ]);

  // Now it is known who has it.
  await page.goto(`${lab.console}/certificates?tab=own`);
  await expect(page.getByRole('button', { name: /Show in the list: Stationmaster station root/ })).toContainText('2');
  await looked(page, 'certificates-own');
  await page.getByRole('button', { name: /Show in the list: Stationmaster station root/ }).click();
  await expect(page.getByText('Only stations that have “Stationmaster station root')).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(two) })).toContainText('installed');
  await page.setViewportSize({ width: 360, height: 800 });
  await looked(page, 'certificates-phone');
});
