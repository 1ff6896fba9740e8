import type { Schemas } from '../src/api/client';
import { expect, looked, PASSWORD, signIn, test } from './lab';

test('an administrator limits a viewer to one site, who then sees nothing else, on the pages and in the API', async ({
  page,
  lab,
  api,
  simulate,
  browser,
}) => {
  await api.post('/sites', { name: 'Seen' });
  await api.post('/sites', { name: 'Deck', parent: 'Seen' });
  await api.post('/sites', { name: 'Secret' });
  await api.post('/stations', { id: 'OWN-1', securityProfile: 0, site: 'Deck' });
  await api.post('/stations', { id: 'HIDDEN-1', securityProfile: 0, site: 'Secret' });
  await api.post('/tokens', { idToken: 'ANYCARD' });
  const car = ['--gap', '1s', '--moment', '1s', '--stay', '5m'];
  const charge = ['--version', '1.6', '--token', 'ANYCARD', '--sessions', '1', ...car];
  simulate('--id', 'OWN-1', ...charge);
  simulate('--id', 'HIDDEN-1', ...charge);

  await signIn(page, lab);
  await page.goto(`${lab.console}/people`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('vera');
  await dialog.getByRole('combobox', { name: 'Sites' }).click();
  await page.getByRole('option', { name: 'Seen' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog.getByText(/^Sees 1 of \d+ stations\.$/)).toBeVisible();
  await expect(dialog.getByText('Audit', { exact: true })).toBeHidden();
  await looked(page, 'invite');
  await dialog.getByRole('button', { name: 'Make the account and the link' }).click();
  const link = (await dialog.locator('[data-secret]').textContent()) ?? '';
  const invited = await api.get<Schemas['OperatorView']>('/operators/vera');
  expect(invited).toMatchObject({ role: 'viewer', sites: ['Seen'], hasPassword: false });

  // Both stations charge, so that there is something to hide.
  const running = async () => (await api.get<Schemas['PageTransactionView']>('/transactions?state=open')).items;
  await expect
    .poll(async () => (await running()).map(({ station }) => station))
    .toEqual(expect.arrayContaining(['OWN-1', 'HIDDEN-1']));
  const hidden = (await running()).find(({ station }) => station === 'HIDDEN-1')?.id;

  const hers = await browser.newContext();
  const seen = await hers.newPage();
  await seen.goto(link);
  await seen.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
  await seen.getByRole('textbox', { name: 'Password, again' }).fill(PASSWORD);
  await seen.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(seen.getByRole('heading', { name: 'What is happening now' })).toBeVisible();
  await expect(seen.getByText('of 1', { exact: true })).toBeVisible();
  const navigation = seen.getByRole('navigation');
  await expect(navigation.getByRole('link', { name: 'Stations' })).toBeVisible();
  for (const closed of ['People', 'API tokens', 'Settings', 'Audit', 'System health', 'Tokens'])
    await expect(navigation.getByRole('link', { name: closed, exact: true })).toBeHidden();

  for (const path of ['/stations', '/transactions', '/sites', '/messages', '/problems', '/']) {
    await seen.goto(lab.console + path);
    await expect(seen.getByRole('heading', { level: 1 })).toBeVisible();
    if (path === '/stations' || path === '/transactions')
      await expect(seen.getByRole('link', { name: 'OWN-1' })).toBeVisible();
    if (path === '/sites') await expect(seen.getByText('below Seen')).toBeVisible();
    await expect(seen.getByText(/HIDDEN|Secret/)).toHaveCount(0);
  }
  await seen.goto(`${lab.console}/audit`);
  await expect(seen.getByText('your account is limited to some')).toBeVisible();
  await looked(seen, 'closed');
  await seen.goto(`${lab.console}/stations/HIDDEN-1`);
  await expect(seen.getByText('Code station-not-found')).toBeVisible();

  const ask = (path: string) => hers.request.get(`${lab.console}/api/v1${path}`);
  const lists = ['/stations', '/overview/stations', '/connectors', '/transactions', '/authorizations', '/events'];
  for (const list of [
    ...lists,
    '/problems',
    '/alerts',
    '/reservations',
    '/commissionings',
    '/sites',
    '/security-events',
    '/connection-attempts',
  ]) {
    for (const form of ['', '?format=csv']) {
      const answer = await ask(list + form);
      expect(answer.status(), list + form).toBe(200);
      expect(await answer.text(), list + form).not.toMatch(/HIDDEN-1|Secret/);
    }
  }
  const closed = ['', '/connectors', '/messages', '/commands', '/findings', '/variables', '/events'];
  for (const path of closed.map((end) => `/stations/HIDDEN-1${end}`).concat(`/transactions/${hidden}`))
    expect((await ask(path)).status(), path).toBe(404);
  for (const path of ['/audit', '/operators', '/api-tokens', '/settings', '/health', '/tokens'])
    expect((await ask(path)).status(), path).toBe(403);

  // What happens at the other site first would be heard first.
  await seen.evaluate(async () => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const source = new EventSource('/api/v1/live?topics=message,status,transaction,command,station');
    for (const topic of ['message', 'status', 'transaction', 'command', 'station'])
      source.addEventListener(topic, (event) => heard.push(JSON.parse(event.data).station));
    await new Promise((opened) => source.addEventListener('open', opened));
  });
  const beat = { action: 'TriggerMessage', payload: { requestedMessage: 'Heartbeat' } };
  await api.post('/stations/HIDDEN-1/calls', beat);
  await api.post('/stations/OWN-1/calls', beat);
  const heard = () => seen.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await expect.poll(heard).toContain('OWN-1');
  expect(new Set(await heard())).toEqual(new Set(['OWN-1']));
  await hers.close();
});
