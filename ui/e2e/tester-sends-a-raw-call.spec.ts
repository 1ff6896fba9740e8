import { expect, looked, signIn, test } from './lab';

test('a tester sends a raw call and sees frame and answer in the log', async ({ page, lab, station, simulate }) => {
  simulate('--id', station, '--version', '2.0.1', '--sessions', '0', '--continuous');
  await signIn(page, lab);
  await page.goto(`${lab.console}/stations/${station}/messages`);
  await expect(page.getByRole('button', { name: /BootNotification/ })).toBeVisible();

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Call an action by its name' }).click();
  await page.getByRole('dialog').getByLabel('Action').first().fill('TriggerMessage');
  await page.getByRole('option', { name: 'TriggerMessage' }).click();
  const form = page.getByRole('group', { name: 'Form' });
  await expect(form.getByRole('button', { name: 'evse' })).toBeVisible();
  await page.getByLabel('Payload (JSON)').fill('{"requestedMessage":"NoSuchMessage"}');
  await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click();
  await expect(
    page
      .getByRole('alert')
      .getByText(/requestedMessage/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Begin with what is required' }).click();
  await form.getByLabel('requestedMessage').click();
  await page.getByRole('option', { name: 'Heartbeat' }).click();
  await expect(page.getByLabel('Payload (JSON)')).toHaveValue('{\n  "requestedMessage": "Heartbeat"\n}');
  await looked(page, 'raw-call');
  await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('status').getByText('Accepted')).toBeVisible();
  await page.keyboard.press('Escape');

  const row = page.getByRole('button', { name: /TriggerMessage/ });
  await row.click();
  await expect(page.getByText('"requestedMessage": "Heartbeat"')).toBeVisible();
  await looked(page, 'messages');
});
