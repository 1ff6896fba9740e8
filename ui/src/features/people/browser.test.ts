import { describe, expect, it } from 'vitest';
import { browser } from './browser';

describe('browsers', () => {
  it('are told in two words', () => {
    expect(browser('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
      'Firefox 140, Linux',
    );
    expect(
      browser(
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0',
      ),
    ).toBe('Edge 139, Windows');
    expect(
      browser(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      ),
    ).toBe('Safari 18, iOS');
  });
  it('that are none are told as they are', () => {
    expect(browser('curl/8.5.0')).toBe('curl/8.5.0');
    expect(browser(undefined)).toBeUndefined();
  });
});
