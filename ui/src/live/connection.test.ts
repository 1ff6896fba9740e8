import { describe, expect, it } from 'vitest';
import { LiveConnection } from './connection';
import type { FromStream } from './events';

class FakeSource {
  readyState = 1;
  private readonly hearers = new Map<string, (event: Event) => void>();
  constructor(readonly url: string) {}
  addEventListener(name: string, hear: (event: Event) => void): void {
    this.hearers.set(name, hear);
  }
  close(): void {
    this.readyState = 2;
  }
  say(name: string, data: object = {}, lastEventId = ''): void {
    this.hearers.get(name)?.(new MessageEvent(name, { data: JSON.stringify(data), lastEventId }));
  }
}

function opened() {
  let now = 0;
  let look = () => {};
  const sources: FakeSource[] = [];
  const news: FromStream[] = [];
  new LiveConnection(
    '/live',
    ['status'],
    (url) => {
      const source = new FakeSource(url);
      sources.push(source);
      return source;
    },
    (told) => news.push(told),
    { every: (run) => (look = run), now: () => now },
  );
  const pass = (ms: number) => {
    now += ms;
    look();
  };
  const last = () => sources.at(-1) as FakeSource;
  return { sources, news, pass, last };
}

describe('the live stream', () => {
  it('is stale after 30 seconds of silence, and says so once', () => {
    const { news, pass, last } = opened();
    last().say('open');
    pass(29_000);
    last().say('heartbeat');
    pass(29_000);
    expect(news.map((told) => told.kind === 'state' && told.state)).toEqual(['open']);
    pass(2_000);
    expect(news.at(-1)).toMatchObject({ kind: 'state', state: 'stale' });
  });

  it('is opened again where the browser gave up, after the last change that was seen', () => {
    const { sources, pass, last } = opened();
    last().say('status', { key: '1/1' }, '42');
    last().readyState = 2;
    pass(6_000);
    expect(sources).toHaveLength(2);
    expect(last().url).toBe('/live?topics=status&lastEventId=42');
  });

  it('is opened again when nothing comes through it', () => {
    const { sources, pass } = opened();
    pass(31_000);
    expect(sources).toHaveLength(2);
  });
});
