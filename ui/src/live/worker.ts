/// <reference lib="webworker" />
// One stream for all tabs of a browser: over HTTP/1.1 a browser allows six connections to a server, and every tab wants one.
import { LiveConnection } from './connection';
import type { FromStream } from './events';
import { TOPICS } from './topics';

const scope = self as unknown as SharedWorkerGlobalScope;
const ports = new Set<MessagePort>();

const connection = new LiveConnection(
  '/api/v1/live',
  TOPICS,
  (url) => new EventSource(url),
  (news: FromStream) => {
    for (const port of ports) port.postMessage(news);
  },
  { every: (run, ms) => setInterval(run, ms), now: () => Date.now() },
);

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = (message) => {
    if (message.data === 'bye') ports.delete(port);
  };
  port.postMessage(connection.current());
};
