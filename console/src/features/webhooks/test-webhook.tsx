import { Button, Modal, TextInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { Exchange } from '../../shared/log/exchange.tsx';
import { reasonShort } from '../../shared/log/reasons.ts';
import { MayButton } from '../../shared/ui/may.tsx';
import { Trouble } from '../../shared/ui/states.tsx';

/** Sends one call as the webhook would get it, and shows the answer. */
export function TestWebhook({ org, webhook }: { org: string; webhook: Webhook }) {
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
        <Inside org={org} webhook={webhook} />
      </Modal>
    </>
  );
}

function Inside({ org, webhook }: { org: string; webhook: Webhook }) {
  const [type, setType] = useState('');
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () =>
      ask('post', '/api/v1/organizations/{org}/webhooks/{id}/test', {
        path: { org, id: webhook.id },
        body: type.trim() === '' ? {} : { type: type.trim() },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/attempts') }),
  });
  const { data } = test;
  return (
    <>
      <p style={{ marginBlockStart: 0 }}>
        One call in the format of the webhook, about an object that is made up. A test is sent once and never
        retried; the receiver may act on it as on a real event.
        {!webhook.enabled && ' The webhook is off; a test is sent all the same.'}
      </p>
      <form
        style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: 8 }}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate();
        }}
      >
        <TextInput
          label="Event type"
          description="Empty: the first that the dialect tells of."
          value={type}
          onChange={({ currentTarget }) => setType(currentTarget.value)}
          style={{ flex: '1 1 240px' }}
        />
        <Button type="submit" loading={test.isPending}>
          Send test
        </Button>
      </form>
      <p role="status" style={{ fontWeight: 500 }}>
        {data === undefined
          ? 'Nothing sent yet.'
          : `${reasonShort(data.reason, data.status)} in ${formatDuration(data.timings.total)}`}
      </p>
      {test.error !== null && <Trouble what="The test could not be sent." error={test.error} />}
      {data !== undefined && <Exchange exchange={data} />}
    </>
  );
}
