import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWhyNot } from '../../shared/api/session.ts';
import { countOf } from '../../shared/format/count.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { askGraph, type EventSettings, settingsKey } from './graph.ts';

/** Switches event triggers on at once, and off when asked again. */
export function Triggers({ org, settings }: { org: string; settings: EventSettings }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const why = useWhyNot('editor', 'Switching event triggers');
  const { eventConfig: config, eventUrls } = settings;
  const on = config?.isActive === true;

  async function set(isActive: boolean) {
    await askGraph(
      org,
      'mutation A($input: EventConfigUpdateInput!) { upsertEventConfig(input: $input) { id } }',
      { input: { isActive } },
    );
    toast(isActive ? 'Event triggers are on.' : 'Event triggers are off.');
    await client.invalidateQueries({ queryKey: settingsKey(org) });
  }

  return (
    <section aria-label="Event triggers">
      <Switch
        label="Enable event triggers"
        checked={on}
        disabled={why !== undefined}
        description={why}
        onChange={() => {
          setError(null);
          if (on) setAsking(true);
          else set(true).catch(setError);
        }}
      />
      <p className="muted" style={{ margin: '6px 0 0' }}>
        {on &&
          eventUrls.nodes.length > 0 &&
          `On. Every event goes to ${countOf(eventUrls.nodes.length, 'URL', 'URLs')}.`}
        {on && eventUrls.nodes.length === 0 && 'On, but nothing is sent until you add a callback URL.'}
        {!on && config === null && 'Not switched on yet.'}
        {!on && config !== null && (
          <>
            Off, last changed <Time at={config.updatedAt} />. What happens meanwhile can be replayed.
          </>
        )}
      </p>
      {error !== null && <Trouble what="Event triggers could not be switched on." error={error} />}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Switch event triggers off?"
        act="Switch off"
        onAct={() => set(false)}
      >
        <p>
          Nothing is sent to any callback URL from now on. New events are kept, and can be replayed when event
          triggers are on again.
        </p>
      </Confirm>
    </section>
  );
}
