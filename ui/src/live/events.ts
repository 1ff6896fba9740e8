/** A committed change, or an exchange that was just logged, as the live stream tells it. */
export type LiveEvent = {
  id?: number;
  topic: string;
  key: string;
  station?: string;
  version: number;
  at: string;
  actor: string;
  body: Record<string, unknown>;
};

/** connecting: not yet; open: heard lately; stale: nothing heard for longer than the server's heartbeat allows. */
export type LiveState = 'connecting' | 'open' | 'stale';

/** The server sends something every 15 seconds; after this silence what is shown is old. */
export const SILENCE_MS = 30_000;

export type FromStream =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'state'; state: LiveState; heardAt: number }
  | { kind: 'reset' }
  | { kind: 'dropped'; count: number };
