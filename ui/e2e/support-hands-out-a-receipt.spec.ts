import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('support shows how the cost of a charge built up, hands out its receipt, and sees what the station may draw', async ({
  page,
  lab,
  api,
  simulate,
}) => {
  await api.post('/stations', { id: 'PAID-1', securityProfile: 0 });
  await api.post('/tokens', { idToken: 'PAYER' });
  await api.post('/tariffs', { id: 'street', currency: 'EUR', elements: [{ perKwh: '0.50', perSession: '1.00' }] });
  await api.put('/tariff-assignments', { station: 'PAID-1', tariff: 'street' });
  simulate(
    ...[
      '--id',
      'PAID-1',
      '--version',
      '2.0.1',
      '--token',
      'PAYER',
      '--dc',
      '150000',
      '--sessions',
      '1',
      '--continuous',
    ],
    ...['--sample-interval', '1s', '--moment', '200ms', '--gap', '1s', '--stay', '5s'],
  );
  await signIn(page, lab);
  const ended = async () =>
    (await api.get<Schemas['PageTransactionView']>('/transactions?station=PAID-1&state=ended')).items[0];
  await expect.poll(async () => (await ended())?.cost?.total).toBeGreaterThan(1);
  const charge = (await ended()) as Schemas['TransactionView'];
  const paid = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(charge.cost?.total ?? 0);
  const curve = await api.get<Schemas['CostCurveCostOverTime']>(`/transactions/${charge.id}/cost-curve`);
  expect(curve.items.length).toBeGreaterThan(2);
  expect(curve.items.at(-1)?.total).toBe(charge.cost?.total);

  await page.goto(`${lab.console}/transactions?station=PAID-1`);
  const row = page
    .getByRole('row', { name: /PAID-1/ })
    .filter({ hasText: paid })
    .first();
  await expect(row).toContainText(paid);
  await row.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Cost', exact: true }).locator('..')).toContainText(paid);
  await expect(page.getByRole('img', { name: 'Power, energy, state of charge and cost' })).toContainText('Cost (EUR)');
  await looked(page, 'transaction');
  await page.getByRole('button', { name: 'Receipt' }).click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /Total/ })).toContainText(paid);
  await looked(page, 'receipt');

  await api.post('/stations/PAID-1/commands?wait=20s', {
    type: 'SetChargingProfile',
    evse: 1,
    chargingProfile: {
      stackLevel: 0,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Absolute',
      chargingSchedule: [
        {
          chargingRateUnit: 'W',
          startSchedule: new Date(Date.now() - 60_000).toISOString(),
          chargingSchedulePeriod: [{ startPeriod: 0, limit: 22_000 }],
        },
      ],
    },
  });
  await page.goto(`${lab.console}/stations/PAID-1/energy`);
  await expect(page.getByRole('row', { name: /22\.0 kW/ })).toBeVisible();
  await expect(page.getByText('TxDefaultProfile')).toBeVisible();
  await looked(page, 'energy');
  const schedule = await api.get<Schemas['ChargingSchedule']>(
    '/stations/PAID-1/composite-schedule?evse=1&duration=3600&unit=W',
  );
  expect(schedule.periods[0]).toMatchObject({ limit: 22_000 });
});
