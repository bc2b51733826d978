import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { plainLine } from '../../shared/format/plain.ts';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Empty, Loading, Trouble } from '../../shared/ui/states.tsx';
import { askGraph, type EventSettings, type EventType } from './graph.ts';
import { TestEvent } from './test-event.tsx';

/** Tries the event type that the address names: the request to edit on one side, what came back on the other. */
export function TestDialog({ org, settings }: { org: string; settings: EventSettings }) {
  const { test } = useSearch();
  const change = useChangeSearch();
  const type = settings.eventTypes.find(({ id }) => id === test);
  return (
    <Modal
      opened={type !== undefined}
      onClose={() => change({ test: undefined }, { turn: true })}
      title={`Test event · ${plainLine(type?.label ?? '', 60)}`}
      size={1040}
      closeOnClickOutside={false}
    >
      {type !== undefined && <Inside org={org} settings={settings} type={type} />}
    </Modal>
  );
}

function Inside({ org, settings, type }: { org: string; settings: EventSettings; type: EventType }) {
  const urls = settings.eventUrls.nodes;
  const { data, error } = useQuery({
    queryKey: ['rapidapi', org, 'examples'],
    queryFn: ({ signal }) =>
      askGraph<{ eventTypes: { id: string; example: string }[] }>(
        org,
        '{ eventTypes { id example } }',
        {},
        signal,
      ),
    staleTime: 60_000,
  });
  if (urls.length === 0) return <Empty title="Add a callback URL first." />;
  if (error !== null) return <Trouble what="The example could not be loaded." error={error} />;
  if (data === undefined) return <Loading rows={6} />;
  return (
    <TestEvent
      org={org}
      type={type}
      urls={urls}
      example={data.eventTypes.find(({ id }) => id === type.id)?.example ?? '{}'}
      off={settings.eventConfig?.isActive !== true}
    />
  );
}
