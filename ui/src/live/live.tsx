import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { applyEvent } from './applyEvent';
import { LiveConnection } from './connection';
import type { FromStream, LiveEvent, LiveState } from './events';
import { TOPICS } from './topics';

type Live = { state: LiveState; heardAt: number; listen: (hear: (event: LiveEvent) => void) => () => void };

const Context = createContext<Live>({ state: 'connecting', heardAt: 0, listen: () => () => {} });

/** Whether what is shown is kept up to date, and the changes themselves. */
export function useLive(): Live {
  return use(Context);
}

/** Opens the shared stream; where a browser has no shared workers, one of the tab's own. */
function subscribe(tell: (news: FromStream) => void): () => void {
  if (typeof SharedWorker === 'undefined') {
    let timer: ReturnType<typeof setInterval> | undefined;
    const connection = new LiveConnection('/api/v1/live', TOPICS, (url) => new EventSource(url), tell, {
      every: (run, ms) => {
        timer = setInterval(run, ms);
      },
      now: () => Date.now(),
    });
    return () => {
      clearInterval(timer);
      connection.close();
    };
  }
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'live' });
  worker.port.onmessage = (message: MessageEvent<FromStream>) => tell(message.data);
  const leave = () => worker.port.postMessage('bye');
  window.addEventListener('pagehide', leave);
  return () => {
    leave();
    window.removeEventListener('pagehide', leave);
    worker.port.close();
  };
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [link, setLink] = useState<{ state: LiveState; heardAt: number }>({ state: 'connecting', heardAt: Date.now() });
  const listeners = useRef(new Set<(event: LiveEvent) => void>());

  useEffect(
    () =>
      subscribe((news) => {
        if (news.kind === 'state') {
          setLink({ state: news.state, heardAt: news.heardAt });
          // What happened while nobody heard is asked for.
          if (news.state === 'open') void queries.invalidateQueries();
        } else if (news.kind === 'reset') {
          void queries.invalidateQueries();
        } else if (news.kind === 'event') {
          applyEvent(queries, news.event);
          for (const hear of listeners.current) hear(news.event);
        }
      }),
    [queries],
  );

  const listen = useRef((hear: (event: LiveEvent) => void) => {
    listeners.current.add(hear);
    return () => {
      listeners.current.delete(hear);
    };
  });
  return <Context value={{ ...link, listen: listen.current }}>{children}</Context>;
}
