import type { Page } from '@playwright/test';
import type { Schemas } from '../src/api/client';
import { expect, looked, signIn, test } from './lab';

const MOST = 32;
/** What the station has already: it stands in the way of another of its level. */
const WHOLE = {
  stackLevel: 0,
  chargingProfilePurpose: 'TxDefaultProfile',
  chargingProfileKind: 'Relative',
  chargingSchedule: [{ chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 24 }] }],
};

/** Where a share of the day and a limit stand on the grid. */
async function place(page: Page, share: number, limit: number): Promise<[x: number, y: number]> {
  const plot = page.locator('[data-plot]');
  // Waits until it stands still.
  await plot.hover({ trial: true, position: { x: 6, y: 6 } });
  const box = await plot.boundingBox();
  if (!box) throw new Error('there is no grid');
  return [box.x + share * box.width, box.y + (1 - limit / MOST) * box.height];
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

test('an operator draws a charging profile and the station computes it', async ({
  page,
  lab,
  api,
  station,
  simulate,
}) => {
  simulate('--id', station, '--version', '2.0.1', '--sessions', '0', '--continuous');
  await signIn(page, lab);
  await page.goto(`${lab.console}/charging?station=${station}&evse=1`);
  await expect(page.getByText('connected', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'New profile' }).click();
  const steps = page.getByRole('group', { name: 'Steps, drawn' });
  await expect(steps.getByRole('slider')).toHaveCount(1);
  await steps.scrollIntoViewIfNeeded();

  // Noon to six in the evening at 20 A, then its bar lowered, its end drawn out, and an ampere more by the keyboard.
  await drag(page, await place(page, 0.5, 20), await place(page, 0.75, 20));
  const drawn = steps.getByRole('slider', { name: 'Step 2' });
  await expect(drawn).toHaveAttribute('aria-valuetext', 'from 12:00 to 18:00 at most 20 A');
  await drag(page, await place(page, 0.6, 20), await place(page, 0.6, 9));
  await drag(page, await place(page, 0.75, 14), await place(page, 20 / 24, 14));
  await drawn.focus();
  await page.keyboard.press('ArrowUp');
  await expect(drawn).toHaveAttribute('aria-valuetext', 'from 12:00 to 20:00 at most 10 A');
  await expect(page.getByLabel('Limit of step 2')).toHaveValue('10');

  // The numbers change the drawing, and what the server would refuse stands at its field as soon as it is so.
  await page.getByLabel('Beginning of step 3').fill('21:00');
  await page.keyboard.press('Enter');
  await expect(drawn).toHaveAttribute('aria-valuetext', 'from 12:00 to 21:00 at most 10 A');
  await api.post(`/stations/${station}/commands?wait=30s`, {
    type: 'SetChargingProfile',
    evse: 0,
    chargingProfile: WHOLE,
  });
  await expect(page.getByText(/has the same purpose and stack level.*K01\.FR\.53/)).toBeVisible();
  await page.getByLabel('Stack level').fill('1');
  await expect(page.getByText(/K01\.FR\.53/)).toBeHidden();
  await expect(page.locator('[data-draft]').first()).toBeVisible();
  await looked(page, 'charging-editor');

  await page.getByRole('button', { name: 'Send to the station' }).click();
  await expect(page.getByText('The station said Accepted.').first()).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: '10 A – 16 A' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask the station', exact: true }).click();
  await expect(page.getByText('The station’s schedule agrees with ours.')).toBeVisible();

  const told = await api.get<Schemas['ChargingSchedule']>(
    `/stations/${station}/composite-schedule?evse=1&duration=86400&unit=A`,
  );
  const periods = told.station?.periods as unknown as { limit: number }[];
  expect(periods.map(({ limit }) => limit)).toContain(10);
  expect(told.station?.differences).toEqual([]);
  await page.evaluate(() => window.scrollTo(0, 0));
  await looked(page, 'charging');
});
