import type { Schemas } from '../src/api/client';
import { expect, looked, PASSWORD, test } from './lab';

test('somebody who was invited sets a password and sees what a technician sees', async ({
  page,
  lab,
  api,
  station,
}) => {
  const invited = await api.post<Schemas['OperatorView']>('/operators', { name: 'tom', role: 'technician' });
  const link = new URL(invited.link ?? '', lab.console);
  await page.goto(link.toString());
  await expect(page.getByRole('heading', { name: 'Set your password' })).toBeVisible();
  expect(page.url()).not.toContain('#');
  await looked(page, 'invitation');
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
  await page.getByRole('textbox', { name: 'Password, again' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'What is happening now' })).toBeVisible();

  await page.goto(`${lab.console}/stations/${station}`);
  await expect(page.getByRole('button', { name: 'Actions' })).toBeVisible();
  await page.getByRole('link', { name: 'Stations' }).first().click();
  await expect(page.getByRole('link', { name: station })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a station' })).toBeHidden();
});
