import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

type Problems = Schemas['PageProblemView'];

test('operations works through the inbox', async ({ page, lab, api, station, simulate }) => {
  // Away for five seconds is a problem at this station; elsewhere it stays five minutes.
  await api.patch(`/stations/${station}/settings`, { offlineAfterSeconds: 5 });
  const faulty = ['--id', station, '--version', '1.6', '--gap', '10h', '--continuous'];
  // This one tells a fault when it is limited to 0 A.
  const playing = simulate(...faulty, '--quirks', 'Q73');
  await signIn(page, lab);
  // It has booted and told how its connectors are.
  const first = async () => {
    const { items } = await api.get<{ items: Schemas['ConnectorView'][] }>(`/stations/${station}/connectors`);
    return items.find(({ evse }) => evse === 1)?.status;
  };
  await expect.poll(first).toBe('Available');
  await api.post(`/stations/${station}/calls`, {
    action: 'SetChargingProfile',
    payload: {
      connectorId: 1,
      csChargingProfiles: {
        chargingProfileId: 1,
        stackLevel: 0,
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingProfileKind: 'Relative',
        chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 0 }] },
      },
    },
  });
  await page.getByRole('link', { name: 'Problems', exact: true }).click();
  const fault = page.locator('[data-problem="connectorFault"]', { hasText: station }).first();
  await expect(fault).toContainText('tells OtherError');
  await expect(fault).toContainText('ask the station’s log');

  await fault.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(fault).toContainText('Acknowledged by anna');
  await fault.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('menuitem', { name: 'To me' }).click();
  await expect(fault).toContainText('With anna');
  await fault.getByRole('button', { name: 'Details' }).click();
  await fault.getByLabel('Note').fill('The cable is cut; a new one is on its way.');
  await fault.getByRole('button', { name: 'Add the note' }).click();
  await expect(fault.getByText('noted: The cable is cut')).toBeVisible();
  await looked(page, 'problems');
  await fault.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: '4 hours' }).click();
  await expect(fault).toHaveCount(0);
  const open = () => api.get<Problems>(`/problems?station=${station}`);
  const asleep = (await open()).items.find(({ kind }) => kind === 'connectorFault');
  expect(asleep).toMatchObject({ acknowledgedBy: 'anna', assignee: 'anna', state: 'open', severity: 'major' });

  // It goes away: offline appears by itself, and leaves by itself, as the fault does, when the station is back and well.
  playing.kill('SIGTERM');
  const offline = page.locator('[data-problem="stationOffline"]', { hasText: station });
  await expect(offline).toContainText('is offline');
  simulate(...faulty);
  await expect(offline).toHaveCount(0);
  await expect.poll(async () => (await open()).items.length).toBe(0);
  await page.getByText('Cured', { exact: true }).click();
  await expect(page.locator('[data-problem]', { hasText: station }).first()).toContainText('lasted');
  const { items: closed } = await api.get<Problems>(`/problems?station=${station}&state=closed`);
  expect(closed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['connectorFault', 'stationOffline']));
});
