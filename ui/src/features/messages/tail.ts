import { useEffect, useRef, useState } from 'react';
import type { LiveEvent } from '../../live/events';
import { type Exchange, KEPT, merged } from './exchanges';

export type Tail = { exchanges: Exchange[]; waiting: number; dropped: number };

const GATHER_MS = 250;

/**
 * The exchanges of one station, or of all, as they happen; only while somebody looks. While paused they gather and are counted.
 */
export function useTail(station: string | undefined, paused: boolean): Tail {
  const [tail, setTail] = useState<Tail>({ exchanges: [], waiting: 0, dropped: 0 });
  const gathered = useRef<Exchange[]>([]);
  const isPaused = useRef(paused);
  isPaused.current = paused;

  useEffect(() => {
    const of = station ? `&station=${encodeURIComponent(station)}` : '';
    let source: EventSource | undefined;
    let dropped = 0;
    const open = () => {
      source = new EventSource(`/api/v1/live?topics=message${of}`);
      source.addEventListener('message', (event) => {
        const told = JSON.parse(event.data) as LiveEvent;
        gathered.current.unshift({ ...(told.body as unknown as Exchange), station: told.station ?? '' });
        gathered.current.length = Math.min(gathered.current.length, KEPT);
      });
      source.addEventListener('dropped', (event) => {
        dropped += JSON.parse(event.data).count;
      });
    };
    const look = () => {
      source?.close();
      if (!document.hidden) open();
    };
    const show = () => {
      const news = gathered.current;
      if (news.length === 0) return;
      if (isPaused.current) {
        setTail((before) => (before.waiting === news.length ? before : { ...before, waiting: news.length, dropped }));
        return;
      }
      gathered.current = [];
      setTail((before) => ({ exchanges: merged(news, before.exchanges), waiting: 0, dropped }));
    };
    look();
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(show, GATHER_MS);
    return () => {
      source?.close();
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
      gathered.current = [];
      setTail({ exchanges: [], waiting: 0, dropped: 0 });
    };
  }, [station]);
  return tail;
}
