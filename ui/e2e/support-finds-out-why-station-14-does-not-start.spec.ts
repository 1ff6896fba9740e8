import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('support finds out why station 14 does not start', async ({ page, lab, api, simulate }) => {
  await api.post('/stations', { id: 'STREET-14', securityProfile: 0 });
  await api.post('/tokens', { idToken: 'LOSTCARD', status: 'blocked' });
  simulate(
    ...['--id', 'STREET-14', '--version', '1.6', '--token', 'LOSTCARD', '--continuous'],
    ...['--gap', '1s', '--moment', '1s', '--stay', '4s'],
  );
  await signIn(page, lab);

  // The driver on the phone says "14".
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Station, transaction, screen …')).toBeFocused();
  await page.keyboard.type('14');
  await page.getByText('STREET-14', { exact: true }).last().click();
  await expect(page.getByRole('heading', { name: 'STREET-14' })).toBeVisible();
  await page.getByRole('tab', { name: 'Activity' }).click();
  const refusal = page.getByRole('row', { name: /LOSTCARD.*blocked/ }).first();
  await expect(refusal).toBeVisible();
  await expect(refusal).toContainText('The token is set to “blocked”.');
  await looked(page, 'why-14');

  await refusal.getByRole('link', { name: 'Frames' }).click();
  const frame = page.getByRole('button', { name: /Authorize|StartTransaction/ }).first();
  await frame.click();
  await expect(page.getByText('"status": "Blocked"').first()).toBeVisible();
  await expect(page.getByText('"idTag": "LOSTCARD"').first()).toBeVisible();
  const { items } = await api.get<Schemas['PageAuthorizationAttemptView']>('/authorizations?station=STREET-14');
  expect(items[0]).toMatchObject({ idToken: 'LOSTCARD', status: 'blocked' });
});
