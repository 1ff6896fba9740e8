import { describe, expect, it } from 'vitest';
import { closedScreen, screensOf } from './screens';

const labels = (caller: Parameters<typeof screensOf>[0]) =>
  screensOf(caller).flatMap(({ screens }) => screens.map(({ label }) => label));

describe('the screens', () => {
  it('of an administrator are all of them', () => {
    expect(labels({ role: 'administrator' })).toEqual(expect.arrayContaining(['audit', 'people', 'start', 'health']));
  });
  it('of a viewer leave out what only administrators open', () => {
    expect(labels({ role: 'viewer' })).not.toContain('audit');
    expect(labels({ role: 'viewer' })).toContain('settings');
  });
  it('of somebody limited to sites leave out what concerns all sites, whatever the role', () => {
    for (const role of ['viewer', 'administrator'] as const) {
      const seen = labels({ role, sites: ['North'] });
      expect(seen).toEqual(expect.arrayContaining(['stations', 'transactions', 'sites']));
      for (const closed of ['people', 'audit', 'settings', 'health', 'apiTokens']) expect(seen).not.toContain(closed);
    }
  });
  it('are closed by their address too', () => {
    expect(closedScreen({ role: 'viewer' }, '/audit')).toBe('audit');
    expect(closedScreen({ role: 'administrator' }, '/audit')).toBeUndefined();
    expect(closedScreen({ role: 'viewer' }, '/')).toBeUndefined();
  });
});
