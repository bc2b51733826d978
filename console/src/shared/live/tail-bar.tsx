import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '../format/count.ts';
import type { Tail } from './use-tail.ts';
import type { Waiting } from './waiting.ts';

const quietMs = 30_000;

/** Above a list: what has come and waits to be shown, or how quickly it comes. */
export function TailBar({
  tail: { waiting, rate, broken, show },
  live,
  paused,
  pageSize,
}: {
  tail: Tail;
  live: boolean;
  paused: boolean;
  pageSize: number;
}) {
  const words = wordsOf(waiting);
  return (
    <div style={{ display: 'flex', alignItems: 'center', minBlockSize: 28, gap: 12, marginBlockEnd: 8 }}>
      {waiting.count > 0 && (
        <Button variant="light" size="compact-sm" onClick={show}>
          {live && paused ? `Paused · ${words}` : words}
        </Button>
      )}
      {live && paused && waiting.count === 0 && <span className="small muted">Paused</span>}
      {live && !paused && rate !== null && (
        <span className="small muted numbers">
          {`Showing the newest ${pageSize} · ${formatCount(rate)} per second`}
        </span>
      )}
      {broken && <span className="small muted">No connection to the live stream. Connecting again.</span>}
      <Heard words={waiting.count > 0 ? `${words} entries` : ''} />
    </div>
  );
}

function wordsOf({ count, capped }: Waiting): string {
  return `${capped ? 'more than ' : ''}${formatCount(count)} new`;
}

/** For ears: the newest words, at most twice a minute. */
function Heard({ words }: { words: string }) {
  const [said, setSaid] = useState('');
  const lastMs = useRef(0);
  useEffect(() => {
    const waitMs = words === '' ? 0 : Math.max(0, lastMs.current + quietMs - Date.now());
    const timer = setTimeout(() => {
      if (words !== '') lastMs.current = Date.now();
      setSaid(words);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span role="status" className="only-heard">
      {said}
    </span>
  );
}
