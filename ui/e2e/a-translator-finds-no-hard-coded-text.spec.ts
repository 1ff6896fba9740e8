import type { Page } from '@playwright/test';
import { expect, signIn, test } from './lab';

const PAGES = [
  ...['/', '/problems', '/reports', '/stations', '/map', '/wall', '/messages', '/transactions', '/tokens'],
  ...[
    '/tokens?tab=attempts',
    '/tokens?tab=try',
    '/tokens/import',
    '/templates',
    '/jobs',
    '/jobs/new',
    '/commissioning',
  ],
  ...['/sites', '/people', '/api-tokens', '/alert-rules', '/settings', '/audit', '/health', '/account'],
  ...['', '/activity', '/messages', '/configuration', '/energy', '/trust'].map((area) => `/stations/WORDS-1${area}`),
];
/** Names, units and times are the same in every language, or made by the browser. */
const ANYBODYS =
  /^([\d\s.,:;/+\-–—·×%()#…“”"'→•*?]|Stationmaster|OCPP|EVSE|JSON|CSV|UTC|GMT|kWh|Wh|kW|MB|GB|min|ms|µs|Ctrl|Shift|Enter|Esc|[A-Za-z]{1,2}\b|[AP]M|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|English|Deutsch|MiB|KiB|GiB|PostgreSQL|Java|Chrome|Linux|Leaflet|Natural Earth)*$/;

test('a translator finds no text that is written into a page, and longer words fit a phone', async ({
  page,
  lab,
  api,
  simulate,
}) => {
  await api.post('/stations', { id: 'WORDS-1', securityProfile: 0 });
  simulate('--id', 'WORDS-1', '--version', '1.6', '--sessions', '0', '--continuous');
  await page.setViewportSize({ width: 360, height: 640 });
  await signIn(page, lab);
  const data = new Set<string>();
  page.on('response', async (answer) => {
    if (!answer.url().includes('/api/v1/') || !answer.headers()['content-type']?.includes('json')) return;
    collect(await answer.json().catch(() => undefined), data);
  });
  await page.evaluate(() => localStorage.setItem('language', 'en-XA'));
  const wrong: string[] = [];
  for (const path of PAGES) {
    await page.goto(lab.console + path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.getByRole('status', { name: /Lö/ })).toHaveCount(0);
    for (const text of await plain(page)) if (!ANYBODYS.test(without(text, data))) wrong.push(`${path}: ${text}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) wrong.push(`${path}: ${wide} px wider than the phone`);
  }
  expect(wrong).toEqual([]);
});

/** Every text that can be seen and does not stand among the texts. */
function plain(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent?.checkVisibility() || parent.closest('script, style, svg, code, pre, textarea, [data-words]'))
        continue;
      // Parts of one text stand in brackets that another part may have opened.
      let rest = parent.textContent ?? '';
      for (let before = ''; before !== rest; ) {
        before = rest;
        rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
      }
      const own = node.textContent ?? '';
      const text = own.includes('⟦') || own.includes('⟧') ? rest : own;
      if (/\p{L}/u.test(text)) found.push(text.trim());
    }
    return found;
  });
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') for (const part of [value, ...value.split('.')]) into.add(part);
  else if (Array.isArray(value)) for (const one of value) collect(one, into);
  else if (value && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) {
      into.add(name);
      collect(one, into);
    }
}

/** What is left of it when all that the server told is taken out, the longest first. */
function without(text: string, data: ReadonlySet<string>): string {
  let left = text;
  for (const told of [...data].filter((one) => one.length > 2).sort((a, b) => b.length - a.length))
    left = left.split(told).join('');
  return left;
}
