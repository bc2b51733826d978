import { Button, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { wordsOf } from '../../shared/api/problem.ts';
import { countOf } from '../../shared/format/count.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { toast } from '../../shared/ui/toast.ts';
import type { EventLog } from './logs.ts';
import classes from './send-again.module.css';
import { resendPath } from './use-resend.ts';

/** What can be done with the entries that are selected. Several attempts of one delivery are sent again once. */
export function SendAgain({
  org,
  logs,
  onAll,
  onNone,
}: {
  org: string;
  logs: readonly EventLog[];
  onAll: () => void;
  onNone: () => void;
}) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<string[]>([]);
  const sendable = logs.filter(({ test }) => !test);

  async function run() {
    setDone(0);
    const problems: string[] = [];
    const seen = new Set<string>();
    for (const [index, { id }] of sendable.entries()) {
      try {
        const { deliveryId } = await ask('get', '/api/v1/organizations/{org}/attempts/{id}', {
          path: { org, id },
        });
        if (deliveryId !== null && !seen.has(deliveryId)) {
          seen.add(deliveryId);
          await ask('post', resendPath, { path: { org, id: deliveryId } });
        }
      } catch (error) {
        problems.push(`…${id.slice(-8)}: ${wordsOf(error)}`);
      }
      setDone(index + 1);
    }
    setDone(null);
    setFailed(problems);
    toast(`${countOf(seen.size - problems.length, 'event is', 'events are')} queued to be sent again.`);
    onNone();
    await client.invalidateQueries({ queryKey: ['rapidapi', org, 'logs'] });
  }

  function clear() {
    setFailed([]);
    onNone();
  }

  if (logs.length === 0 && failed.length === 0) return null;
  return (
    <section aria-label="Selected" className={classes.bar}>
      <span className="numbers">{`${logs.length} selected`}</span>
      <Button size="compact-sm" disabled={sendable.length === 0} onClick={() => setAsking(true)}>
        Send again
      </Button>
      <Button size="compact-sm" variant="default" onClick={onAll}>
        Select the page
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={clear}>
        Clear
      </Button>
      {failed.length > 0 && (
        <ul role="alert">
          {failed.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Send ${countOf(sendable.length, 'event', 'events')} again?`}
        act="Send again"
        onAct={run}
      >
        <p>Same event ids: a receiver that remembers ids will not act twice. Tests are left out.</p>
        {done !== null && (
          <Progress.Root size="lg">
            <Progress.Section
              value={(done / Math.max(1, sendable.length)) * 100}
              aria-label={`${done} of ${sendable.length}`}
            />
          </Progress.Root>
        )}
      </Confirm>
    </section>
  );
}
