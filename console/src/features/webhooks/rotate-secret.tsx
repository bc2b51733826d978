import { Modal, Select } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { SecretOnce } from '../../shared/ui/secret-once.tsx';
import { useRefreshWebhooks } from './use-refresh.ts';

const overlaps = [
  { value: '0', label: 'stops at once' },
  { value: '3600', label: 'signs too for an hour' },
  { value: '86400', label: 'signs too for a day' },
  { value: '604800', label: 'signs too for a week' },
];

/** A new signing secret, shown once; the old one goes on for as long as is chosen. */
export function RotateSecret({ org, webhook }: { org: string; webhook: Webhook }) {
  const [asking, setAsking] = useState(false);
  const [overlap, setOverlap] = useState('86400');
  const [secret, setSecret] = useState<string | null>(null);
  const refresh = useRefreshWebhooks();
  const why = useWhyNot('editor', 'Rotating a secret');
  return (
    <>
      <MayButton
        why={why}
        variant="default"
        leftSection={<IconKey size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Rotate secret
      </MayButton>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="A new signing secret?"
        act="Make a new secret"
        onAct={async () => {
          const made = await ask('post', '/api/v1/organizations/{org}/webhooks/{id}/rotate-secret', {
            path: { org, id: webhook.id },
            body: { overlapSeconds: Number(overlap) },
          });
          setSecret(made.secret);
          await refresh();
        }}
      >
        <p>Every request is signed with the new one from now on. A receiver that checks needs it.</p>
        <Select
          label="The old secret"
          data={overlaps}
          value={overlap}
          onChange={(value) => setOverlap(value ?? '86400')}
        />
      </Confirm>
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title="The new signing secret"
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        {secret !== null && (
          <SecretOnce secret={secret} what="signing secret" onDone={() => setSecret(null)} />
        )}
      </Modal>
    </>
  );
}
