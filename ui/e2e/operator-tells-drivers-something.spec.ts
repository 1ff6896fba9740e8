import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

test('an operator tells drivers something on the display of a station', async ({
  page,
  lab,
  api,
  station,
  simulate,
}) => {
  const old = `${station}-OLD`;
  await api.post('/stations', { id: old, securityProfile: 0 });
  simulate('--id', station, '--version', '2.0.1', '--gap', '1000h');
  simulate('--id', old, '--version', '1.6', '--gap', '1000h');
  const registered = async (id: string) => (await api.get<Schemas['StationView']>(`/stations/${id}`)).registration;
  await expect.poll(() => registered(station)).toBe('accepted');
  await expect.poll(() => registered(old)).toBe('accepted');
  await signIn(page, lab);

  await page.goto(`${lab.console}/stations/${old}/display`);
  await expect(page.getByRole('alert').getByText('1.6 has no display messages.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Set a message' })).toHaveAttribute('aria-disabled', 'true');

  await page.goto(`${lab.console}/stations/${station}/display`);
  await page.getByRole('button', { name: 'Set a message' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Der Parkplatz schließt um 22 Uhr.');
  await dialog.getByRole('combobox', { name: 'Priority' }).click();
  await page.getByRole('option', { name: 'in front', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'While' }).click();
  await expect(page.getByRole('option', { name: /^suspended/ })).toContainText('since OCPP 2.1');
  await page.getByRole('option', { name: 'idle' }).click();
  await dialog.getByRole('combobox', { name: 'Language' }).fill('de');
  await page.keyboard.press('Tab');
  await looked(page, 'display-form');
  await dialog.getByRole('button', { name: 'Send to the station' }).click();
  await expect(dialog).toBeHidden();
  const message = page.getByRole('article', { name: 'Message 1' });
  await expect(message.getByText('Der Parkplatz schließt um 22 Uhr.')).toBeVisible();
  await expect(message.getByText('known from our command')).toBeVisible();

  // Behind our back something else is written under that number; only the station can tell.
  await api.post(`/stations/${station}/calls`, {
    action: 'SetDisplayMessage',
    payload: {
      message: {
        id: 1,
        priority: 'InFront',
        message: { format: 'UTF8', language: 'de', content: 'Geöffnet bis 24 Uhr.' },
      },
    },
  });
  await page.getByRole('button', { name: 'Ask the station' }).click();
  await expect(message.getByText('not as we want it')).toBeVisible();
  await message.getByRole('button', { name: 'Clear message 1' }).scrollIntoViewIfNeeded();
  await looked(page, 'display');
  const held = async () =>
    (await api.get<Schemas['PageDisplayMessageView']>(`/stations/${station}/display-messages?status=all`)).items;
  expect(await held()).toMatchObject([{ id: 1, differs: true, held: { content: 'Geöffnet bis 24 Uhr.' } }]);

  await message.getByRole('button', { name: 'Clear message 1' }).click();
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Nothing is on the display now.')).toBeVisible();
  expect(await held()).toMatchObject([{ id: 1, status: 'cleared' }]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Show 1 past message' }).click();
  await page.getByRole('article', { name: 'Message 1' }).scrollIntoViewIfNeeded();
  await looked(page, 'display-phone');
});
