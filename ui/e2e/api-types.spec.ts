import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './lab';

const UI = resolve(import.meta.dirname, '..');
const WRITTEN = resolve(UI, 'src/api/schema.d.ts');
const FRESH = resolve(UI, 'target/schema.d.ts');

// What the console believes of the API is made from what the server says of itself; `npm run types` writes it anew.
test('the types of the console are those of the server', ({ lab }) => {
  execFileSync('npm', ['run', '--silent', 'types:of', '--', `${lab.console}/api/v1/openapi`, '-o', FRESH], {
    cwd: UI,
    stdio: 'pipe',
  });
  if (process.env.UPDATE_TYPES) copyFileSync(FRESH, WRITTEN);
  const same = readFileSync(FRESH, 'utf8') === readFileSync(WRITTEN, 'utf8');
  expect(same, 'src/api/schema.d.ts is old: package the server and run "npm run types" in ui').toBe(true);
});
