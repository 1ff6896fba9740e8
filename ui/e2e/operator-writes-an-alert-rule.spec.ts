import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

type Heard = { body: string; signature: string; timestamp: string };

test('an operator writes an alert rule after a back-test, and a webhook is told', async ({
  page,
  lab,
  api,
  station,
  simulate,
}) => {
  const heard: Heard[] = [];
  const hook = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name]);
      heard.push({ body, signature: header('stationmaster-signature'), timestamp: header('stationmaster-timestamp') });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((listening) => hook.listen(0, '127.0.0.1', listening));
  const { port } = hook.address() as AddressInfo;
  await api.patch('/settings', { webhookHosts: 'public,127.0.0.1' });
  await api.post('/sites', { name: `Yard ${station}` });
  await api.patch(`/stations/${station}`, { site: `Yard ${station}` });
  await api.patch(`/stations/${station}/settings`, { offlineAfterSeconds: 5 });

  await signIn(page, lab);
  await page.getByRole('link', { name: 'Alert rules' }).click();
  await page.getByRole('tab', { name: 'Routes' }).click();
  await page.getByRole('button', { name: 'New route' }).click();
  await page.getByText('Webhook', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(`Pager ${station}`);
  await page.getByRole('textbox', { name: 'Address of the web' }).fill(`http://127.0.0.1:${port}/alerts`);
  await page.getByRole('button', { name: 'Save the route' }).click();
  const secret = (await page.locator('[data-secret]').textContent()) ?? '';
  await page.locator(`[data-route="Pager ${station}"]`).getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The test arrived: the answer was 204')).toBeVisible();

  await page.getByRole('tab', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(`Yard is dark ${station}`);
  await page.getByRole('combobox', { name: 'Sites, with all below them' }).click();
  await page.getByRole('option', { name: `Yard ${station}` }).click();
  await page.getByRole('combobox', { name: 'Sites, with all below them' }).press('Escape');
  await page.getByRole('textbox', { name: 'For longer than (minutes)' }).fill('0');
  // Nothing ever happened at the new site.
  await expect(page.getByText('It would not have fired in the last 14 days.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Tell by' }).click();
  await page.getByRole('option', { name: `Pager ${station}` }).click();
  await page.getByRole('combobox', { name: 'Tell by' }).press('Escape');
  await looked(page, 'alert-rule');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.locator(`[data-rule="Yard is dark ${station}"]`)).toContainText(`Pager ${station}`);

  const playing = simulate('--id', station, '--version', '1.6', '--gap', '10h', '--continuous');
  await expect.poll(async () => (await api.get<Schemas['StationView']>(`/stations/${station}`)).connected).toBe(true);
  playing.kill('SIGTERM');
  const told = () => heard.find(({ body }) => body.includes('problems.opened') && body.includes(station));
  await expect.poll(told).toBeDefined();
  const { body, signature, timestamp } = told() as Heard;
  expect(signature).toBe(`v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
  expect(JSON.parse(body)).toMatchObject({ count: 1, problems: [{ kind: 'stationOffline', station }] });

  // What happened now is what a back-test tells of.
  const tested = await api.post<Schemas['AlertRuleBackTested']>('/alert-rules/back-test', {
    condition: { sites: [`Yard ${station}`], kinds: ['stationOffline'] },
  });
  expect(tested.fired).toBe(1);
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await expect(page.getByText(`Pager ${station}`).first()).toBeVisible();
  await expect(page.getByText('Delivered', { exact: true }).last()).toBeVisible();
  await looked(page, 'alert-deliveries');
  hook.close();
});
