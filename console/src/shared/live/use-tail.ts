import { useEffect, useRef, useState } from 'react';
import { openStream } from '../api/open-stream.ts';
import { noneWaiting, rateOf, type Waiting, withMore } from './waiting.ts';

/** What a list hears of what comes. */
export interface Tail {
  /** What has come since the list was read. */
  waiting: Waiting;
  /** How many come each second, where that is too quick to read. */
  rate: number | null;
  /** The stream is broken; it is connected again by itself. */
  broken: boolean;
  /** The list is read anew: nothing waits any more. */
  show(): void;
}

const keptNews = 20;

/**
 * Listens to a stream that tells how many rows have come, at most once a second. With `follow`, the list is read anew by
 * `onShow` each time; otherwise they wait until `show` is called. Null listens to nothing.
 */
export function useTail(address: string | null, follow: boolean, onShow: () => void): Tail {
  const [waiting, setWaiting] = useState(noneWaiting);
  const [broken, setBroken] = useState(false);
  const [rate, setRate] = useState<number | null>(null);
  const shown = useRef(onShow);
  shown.current = onShow;
  const news = useRef<{ atMs: number; count: number }[]>([]);

  useEffect(() => {
    setWaiting(noneWaiting);
    setRate(null);
    news.current = [];
    if (address === null) return;
    let begun = false;
    let lost = false;
    const close = openStream(address, {
      on: {
        attempts: (data) => {
          const { count, capped } = JSON.parse(data) as Waiting;
          news.current = [...news.current, { atMs: Date.now(), count }].slice(-keptNews);
          setWaiting((now) => withMore(now, { count, capped }));
        },
      },
      onBroken: () => {
        lost = true;
        setBroken(true);
      },
      onHidden: () => {
        setBroken(false);
        begun = false;
        lost = false;
      },
      onOpen: () => {
        setBroken(false);
        // What came before the stream began to tell is in the list after this.
        if (!begun) {
          setWaiting(noneWaiting);
          shown.current();
        }
        begun = true;
        // What came meanwhile was not told: there may be more than what waits.
        if (lost) setWaiting((now) => withMore(now, { count: 1, capped: true }));
        lost = false;
      },
    });
    const timer = setInterval(() => setRate(rateOf(news.current, Date.now())), 1000);
    return () => {
      clearInterval(timer);
      close();
      setBroken(false);
    };
  }, [address]);

  const show = () => {
    setWaiting(noneWaiting);
    shown.current();
  };
  const { count } = waiting;
  useEffect(() => {
    if (!follow || count === 0) return;
    setWaiting(noneWaiting);
    shown.current();
  }, [follow, count]);
  return { waiting, rate, broken, show };
}
