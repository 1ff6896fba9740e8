import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { java, type Lab } from './server';

export const PASSWORD = 'a long enough password';
const PICTURES = resolve(import.meta.dirname, '../target/pictures');

/** The API as a witness beside the page, called by the administrator whom the first spec makes. */
class Api {
  private cookies: Promise<string> | undefined;

  constructor(private readonly lab: Lab) {}

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call('PUT', path, body);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call('PATCH', path, body);
  }

  /** A table as text. */
  csv<T>(path: string, table: string): Promise<T> {
    return this.call('POST', path, table, 'text/csv');
  }

  private async call<T>(method: string, path: string, body?: unknown, type = 'application/json'): Promise<T> {
    this.cookies ??= this.signIn();
    const cookie = await this.cookies;
    const answer = await fetch(`${this.lab.console}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        'x-xsrf-token': /XSRF-TOKEN=([^;]*)/.exec(cookie)?.[1] ?? '',
        'content-type': type,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  private async signIn(): Promise<string> {
    const answer = await fetch(`${this.lab.console}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'anna', password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }
}

type Fixtures = { lab: Lab; api: Api; station: string; simulate: (...options: string[]) => ChildProcess };

/** It lives for seconds, so nothing is compiled for years to come. */
const LIGHT = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

let number = 0;

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  lab: async ({}, use) => {
    await use(JSON.parse(process.env.STATIONMASTER_LAB ?? '{}') as Lab);
  },
  api: async ({ lab }, use) => {
    await use(new Api(lab));
  },
  /** The identity of a new station without a password. */
  station: async ({ api }, use) => {
    const id = `E2E-${process.pid}-${++number}`;
    await api.post('/stations', { id, securityProfile: 0 });
    await use(id);
  },
  /** Plays stations; they end with the test. */
  simulate: async ({ lab }, use) => {
    const running: ChildProcess[] = [];
    await use((...options) => {
      const process = spawn(
        java(),
        [...LIGHT, '-cp', lab.libraries, 'dev.stationmaster.simulator.Main', '--url', lab.stations, ...options],
        {
          stdio: 'ignore',
        },
      );
      running.push(process);
      return process;
    });
    for (const process of running) process.kill('SIGTERM');
  },
});

/** No barrier for people with disabilities, in light and in dark; and a picture of each for eyes. */
export async function looked(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.evaluate((value) => {
      document.documentElement.setAttribute('data-mantine-color-scheme', value);
    }, scheme);
    await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`) });
    // In the page itself: nothing of ours is in a frame of somebody else.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    // A theme changes colours and nothing else.
    const { violations } = await (scheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(told, `${name} in ${scheme}`).toEqual([]);
  }
}

/** Signs in as the first administrator, who is made when there is none yet. */
export async function signIn(page: Page, lab: Lab): Promise<void> {
  await page.goto(lab.console);
  await page.getByLabel('Name').fill('anna');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'What is happening now' })).toBeVisible();
  // Then everything on the page listens, to the server as well as to keys.
  await expect(page.locator('[data-live="open"]')).toBeVisible();
}

export { expect };
