import { Button, Modal, Select, TextInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/ask.ts';
import { keyOf } from '../api/query.ts';
import { useWhyNot } from '../api/session.ts';
import type { Webhook } from '../api/types.ts';
import { formatDuration } from '../format/duration.ts';
import { jsonProblem } from '../format/json-place.ts';
import { Exchange } from '../log/exchange.tsx';
import { reasonShort } from '../log/reasons.ts';
import { JsonEditor } from '../ui/json-editor/json-editor.tsx';
import { MayButton } from '../ui/may.tsx';
import { Trouble } from '../ui/states.tsx';

/** Sends one call as the webhook would get it, and shows the answer. */
export function TestWebhook({
  org,
  webhook,
  types,
}: {
  org: string;
  webhook: Webhook;
  /** The event types to choose from; any can be written where they are not given. */
  types?: readonly string[];
}) {
  const [opened, setOpened] = useState(false);
  const why = useWhyNot('editor', 'Sending a test');
  return (
    <>
      <MayButton
        why={why}
        variant="default"
        leftSection={<IconFlask size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        Send test
      </MayButton>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Send a test to ${webhook.name.slice(0, 80)}`}
        size={1040}
      >
        <Inside org={org} webhook={webhook} types={types} />
      </Modal>
    </>
  );
}

function Inside({
  org,
  webhook,
  types,
}: {
  org: string;
  webhook: Webhook;
  types: readonly string[] | undefined;
}) {
  const [type, setType] = useState(types?.[0] ?? '');
  const [body, setBody] = useState('');
  const client = useQueryClient();
  // A form has no JSON in it.
  const form = webhook.settings.encoding === 'form';
  const wrong = form || body.trim() === '' ? undefined : jsonProblem(body);
  const test = useMutation({
    mutationFn: () =>
      ask('post', '/api/v1/organizations/{org}/webhooks/{id}/test', {
        path: { org, id: webhook.id },
        body: {
          ...(type.trim() !== '' && { type: type.trim() }),
          ...(body.trim() !== '' && { body }),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/attempts') }),
  });
  const { data } = test;
  const submit = () => wrong === undefined && test.mutate();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p style={{ marginBlockStart: 0 }}>
        One call in the format of the webhook, about an object that is made up. A test is sent once and never
        retried; the receiver may act on it as on a real event.
        {!webhook.enabled && ' The webhook is off; a test is sent all the same.'}
      </p>
      {types === undefined ? (
        <TextInput
          data-autofocus
          label="Event type"
          description="Empty: the first that the dialect tells of."
          value={type}
          onChange={({ currentTarget }) => setType(currentTarget.value)}
        />
      ) : (
        <Select
          label="Event type"
          searchable
          data-autofocus
          data={[...types]}
          value={type}
          onChange={(chosen) => setType(chosen ?? type)}
        />
      )}
      <div style={{ marginBlockStart: 16 }}>
        <JsonEditor
          label="Body of your own"
          description={`${form ? 'Form encoded, sent' : 'JSON, sent'} as it stands here. Empty: the one that the format makes.`}
          text={form}
          value={body}
          error={wrong}
          onChange={setBody}
          onSubmit={submit}
        />
      </div>
      <div style={{ display: 'flex', alignItems: 'center', gap: 12, marginBlock: 16 }}>
        <Button type="submit" loading={test.isPending}>
          Send test
        </Button>
        <span role="status" style={{ fontWeight: 500 }}>
          {data === undefined
            ? 'Nothing sent yet.'
            : `${reasonShort(data.reason, data.status)} in ${formatDuration(data.timings.total)}`}
        </span>
      </div>
      {test.error !== null && <Trouble what="The test could not be sent." error={test.error} />}
      {data !== undefined && <Exchange exchange={data} />}
    </form>
  );
}
