import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

type Lists = Schemas['PageFleetListStationListView'];

test('an operator sees which entries of a local list differ, and brings it in line', async ({
  page,
  lab,
  api,
  simulate,
}) => {
  const prefix = `LIST${process.pid}-`;
  const [one, two] = [`${prefix}1`, `${prefix}2`];
  const card = (name: string) => `${name}${process.pid}`;
  for (const name of ['STAYS', 'GOES', 'ENDS', 'COMES'])
    await api.post('/tokens', { idToken: card(name), status: 'accepted' });
  for (const id of [one, two]) await api.post('/stations', { id, securityProfile: 0 });
  const wanted = (id: string, names: string[]) =>
    api.patch(`/stations/${id}/settings`, { localListTokens: names.map((name) => `token:${card(name)}`).join(',') });
  await wanted(one, ['STAYS', 'GOES', 'ENDS']);
  await wanted(two, ['STAYS']);
  simulate(
    ...['--version', '1.6', '--sessions', '0', '--continuous', '--gap', '1000h', '--ramp', '1s'],
    ...['--id-pattern', `${prefix}{n}`, '--count', '2'],
  );
  await signIn(page, lab);
  const ready = async () => {
    const { items } = await api.get<Schemas['PageStationView']>(`/stations?q=${prefix}&connected=true`);
    return items.filter(({ registration }) => registration === 'accepted').length;
  };
  await expect.poll(ready).toBe(2);
  await api.post(`/stations/${one}/commands?wait=30s`, { type: 'SyncLocalList' });
  // Since then one was taken off, one was blocked, one is new.
  await wanted(one, ['STAYS', 'ENDS', 'COMES']);
  await api.patch(`/tokens/ISO14443/${card('ENDS')}`, { status: 'blocked' });

  await page.getByRole('link', { name: 'Local lists' }).click();
  await page.getByPlaceholder('Station').fill(prefix);
  const row = page.getByRole('row', { name: new RegExp(one) });
  await expect(row).toContainText('differs');
  for (const drift of ['missing', 'different', 'surplus'])
    await expect(row.locator(`[data-drift="${drift}"]`)).toContainText('1');
  await looked(page, 'local-lists');

  await row.getByRole('button', { name: new RegExp(`^${one}`) }).click();
  const drawer = page.getByRole('dialog');
  const entry = (name: string) => drawer.getByRole('row', { name: new RegExp(card(name)) });
  await expect(entry('COMES')).toContainText('missing there');
  await expect(entry('GOES')).toContainText('extra there');
  await expect(entry('ENDS')).toContainText('blocked');
  await expect(entry('STAYS')).toContainText('same');
  await looked(page, 'local-list-entries');
  await drawer.getByRole('button', { name: `Sync ${one} now` }).click();
  await expect(drawer.getByText('The station took it.')).toBeVisible();
  await expect(entry('COMES')).toContainText('same');
  await expect(entry('GOES')).toBeHidden();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(row).toContainText('as wanted');

  // Many at once are a job.
  await page.getByLabel(`Choose ${two}`).check();
  await page.getByRole('button', { name: 'Sync as a job …' }).click();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('button', { name: 'Start the job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the job' }).click();
  await expect(page.getByText('100 % have come to an end')).toBeVisible();
  const { items } = await api.get<Lists>(`/local-lists?q=${prefix}`);
  expect(items.map(({ station, standing, count }) => ({ station, standing, same: count.same }))).toEqual([
    { station: one, standing: 'inLine', same: 3 },
    { station: two, standing: 'inLine', same: 1 },
  ]);
  await page.goto(`${lab.console}/local-lists?q=${prefix}`);
  await expect(page.getByRole('row', { name: new RegExp(two) })).toContainText('as wanted');
  await page.setViewportSize({ width: 360, height: 800 });
  await looked(page, 'local-lists-phone');
});
