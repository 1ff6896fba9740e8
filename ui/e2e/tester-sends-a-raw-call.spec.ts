import { expect, looked, signIn, test } from './lab';

test('a tester sends a raw call and sees frame and answer in the log', async ({ page, lab, station, simulate }) => {
  simulate('--id', station, '--version', '2.0.1', '--sessions', '0', '--continuous');
  await signIn(page, lab);
  await page.goto(`${lab.console}/stations/${station}/messages`);
  await expect(page.getByRole('button', { name: /BootNotification/ })).toBeVisible();

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Call an action by its name' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Action' }).fill('TriggerMessage');
  await page.getByLabel('Payload (JSON)').fill('{"requestedMessage":"NoSuchMessage"}');
  await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click();
  await expect(
    page
      .getByRole('alert')
      .getByText(/requestedMessage/)
      .first(),
  ).toBeVisible();
  await page.getByLabel('Payload (JSON)').fill('{"requestedMessage":"Heartbeat"}');
  await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('status').getByText('Accepted')).toBeVisible();
  await page.keyboard.press('Escape');

  const row = page.getByRole('button', { name: /TriggerMessage/ });
  await row.click();
  await expect(page.getByText('"requestedMessage": "Heartbeat"')).toBeVisible();
  await looked(page, 'messages');
});
