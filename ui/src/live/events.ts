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

/** How long a stream may be silent before what is shown is old, until the server tells how often it sends something. */
export const SILENCE_MS = 30_000;

/** The server may miss one of its heartbeats. */
export function patience(heartbeat: string): number {
  const { everySeconds } = JSON.parse(heartbeat) as { everySeconds?: number };
  return everySeconds === undefined ? SILENCE_MS : 2_000 * everySeconds;
}

export type FromStream =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'state'; state: LiveState; heardAt: number }
  | { kind: 'reset' }
  | { kind: 'dropped'; count: number };
