import { type FromStream, type LiveEvent, type LiveState, patience, SILENCE_MS } from './events';

/** What is needed of an EventSource. */
export type Source = {
  readonly readyState: number;
  addEventListener(name: string, hear: (event: Event) => void): void;
  close(): void;
};
type Timers = { every: (run: () => void, ms: number) => unknown; now: () => number };

const REOPEN_MS = 5_000;
const LOOK_MS = 1_000;

/**
 * One live stream, kept open. A browser resumes a broken stream by itself with the last id; a stream that the server refused (not logged in, not yet
 * up) is closed for good by the browser, so it is opened anew here. Silence is told as such: what is on the screen is then old.
 */
export class LiveConnection {
  private source: Source | undefined;
  private heardAt: number;
  private openedAt = 0;
  private lastId: number | undefined;
  private state: LiveState = 'connecting';
  private silence = SILENCE_MS;

  constructor(
    private readonly url: string,
    private readonly topics: readonly string[],
    private readonly open: (url: string) => Source,
    private readonly tell: (news: FromStream) => void,
    private readonly timers: Timers,
  ) {
    this.heardAt = timers.now();
    this.connect();
    timers.every(() => this.look(), LOOK_MS);
  }

  current(): FromStream {
    return { kind: 'state', state: this.state, heardAt: this.heardAt };
  }

  close(): void {
    this.source?.close();
    this.source = undefined;
  }

  private connect(): void {
    this.source?.close();
    this.openedAt = this.timers.now();
    const resume = this.lastId === undefined ? '' : `&lastEventId=${this.lastId}`;
    const source = this.open(`${this.url}?topics=${this.topics.join(',')}${resume}`);
    this.source = source;
    source.addEventListener('open', () => this.heard());
    source.addEventListener('heartbeat', (event) => {
      this.silence = patience((event as MessageEvent).data);
      this.heard();
    });
    source.addEventListener('reset', (event) => {
      this.remember(event as MessageEvent);
      this.heard();
      this.tell({ kind: 'reset' });
    });
    source.addEventListener('dropped', (event) => {
      this.heard();
      this.tell({ kind: 'dropped', count: JSON.parse((event as MessageEvent).data).count });
    });
    for (const topic of this.topics) {
      source.addEventListener(topic, (event) => {
        this.remember(event as MessageEvent);
        this.heard();
        this.tell({ kind: 'event', event: JSON.parse((event as MessageEvent).data) as LiveEvent });
      });
    }
  }

  private remember(event: MessageEvent): void {
    const id = Number(event.lastEventId);
    if (event.lastEventId && Number.isSafeInteger(id)) this.lastId = id;
  }

  private heard(): void {
    this.heardAt = this.timers.now();
    this.become('open');
  }

  private look(): void {
    const now = this.timers.now();
    if (now - this.heardAt > this.silence) this.become('stale');
    if (this.source === undefined) return;
    const closed = this.source.readyState === 2;
    const deaf = now - this.heardAt > this.silence && now - this.openedAt > Math.max(REOPEN_MS, this.silence);
    if ((closed && now - this.openedAt > REOPEN_MS) || deaf) this.connect();
  }

  private become(state: LiveState): void {
    const changed = this.state !== state;
    this.state = state;
    if (changed) this.tell(this.current());
  }
}
