import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

const ID = 'FOUND-7';

test.use({ viewport: { width: 360, height: 640 } });

test('a technician adopts a unit that nobody entered and puts it into service, on a phone', async ({
  page,
  lab,
  api,
  simulate,
  context,
}) => {
  await signIn(page, lab);
  // Cars come by themselves, with a card that nobody knows: they wait until somebody starts them.
  simulate(
    '--id',
    ID,
    '--version',
    '1.6',
    '--continuous',
    '--tokens',
    'NOBODY',
    '--dc',
    '150000',
    '--sample-interval',
    '1s',
    '--gap',
    '2s',
    '--stay',
    '10m',
  );
  await page.goto(`${lab.console}/commissioning`);
  await expect(page.getByText(`${ID} is not entered here`)).toBeVisible();
  await looked(page, 'commissioning-phone');
  await page.getByRole('button', { name: `Adopt ${ID}` }).click();
  await expect(page.getByLabel('Identity')).toHaveValue(ID);
  await page.getByRole('combobox', { name: 'Security profile' }).click();
  await page.getByRole('option', { name: /^0:/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add a station' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  expect((await api.get<Schemas['StationView']>(`/stations/${ID}`)).securityProfile).toBe(0);

  await page.getByLabel('Energy each connector delivers').fill('20');
  await page.getByRole('button', { name: 'Begin commissioning' }).click();
  const step = (key: string) => page.locator(`[data-step="${key}"]`);
  const seen = async (key: string) => expect(step(key)).toHaveAttribute('data-state', 'passed');
  await seen('connected');
  await seen('booted');
  await expect(step('booted')).toContainText('firmware');
  await seen('security');
  await seen('clock');
  await step('configuration').getByRole('button', { name: 'Read it' }).click();
  await seen('configuration');

  await seen('plugged.1.1');
  await step('charging.1.1').getByRole('button', { name: 'Start' }).click();
  await seen('charging.1.1');
  await looked(page, 'commissioning-unit-phone');
  // The lift goes down to the garage and comes back.
  await context.setOffline(true);
  await page.getByLabel('Notes on the unit').fill('Bay 4, left of the lift');
  await context.setOffline(false);
  await seen('energy.1.1');
  await step('stopped.1.1').getByRole('button', { name: 'Stop' }).click();
  await seen('stopped.1.1');
  await step('unlocked.1.1').getByRole('button', { name: 'Unlock' }).click();
  await seen('unlocked.1.1');
  await expect(page.getByText('saved', { exact: true })).toBeVisible();

  await page.getByLabel('Your name').fill('Tim Technician');
  await page.getByRole('button', { name: 'Sign off' }).click();
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByText('Signed by Tim Technician')).toBeVisible();
  await expect(page.getByText('Bay 4, left of the lift')).toBeVisible();
  await looked(page, 'commissioning-report-phone');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.screenshot({ path: 'target/pictures/commissioning-report-print.png', fullPage: true });
  await page.emulateMedia({ media: 'screen' });

  const [record] = (await api.get<Schemas['PageCommissioningView']>(`/stations/${ID}/commissionings`)).items;
  expect(record).toMatchObject({ state: 'signed', signedName: 'Tim Technician', waiting: 0, startedBy: 'anna' });
  expect(record?.steps.map((one) => one.state)).toEqual(Array(10).fill('passed'));

  await page.goto(`${lab.console}/stations/${ID}`);
  await expect(page.getByText('Connected for')).toBeVisible();
  await expect(page.getByText('EVSE 1 · Connector 1')).toBeVisible();
  await looked(page, 'station-phone');
  await page.getByRole('tab', { name: 'Trust' }).click();
  await expect(page.getByText('Without a password.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Refused at the door' })).toContainText('is not entered here');
  await looked(page, 'trust-phone');
});
