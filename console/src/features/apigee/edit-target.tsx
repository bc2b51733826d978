import { Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keyOf } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { Form } from '../../shared/ui/form.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { change } from './mint.ts';

const usage = '/api/v1/organizations/{org}/usage/developers/{developer}';

/** Sets the target of an accepted plan. */
export function EditTarget({
  org,
  holder,
  accepted,
}: {
  org: string;
  holder: { type: string; key: string };
  accepted: { id: string; target: string };
}) {
  const [opened, setOpened] = useState(false);
  const why = useWhyNot('editor', 'Setting a target');
  return (
    <>
      <MayButton why={why} variant="default" size="compact-sm" onClick={() => setOpened(true)}>
        Edit target
      </MayButton>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Target">
        <Inside org={org} holder={holder} accepted={accepted} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Inside({
  org,
  holder,
  accepted,
  onClose,
}: Parameters<typeof EditTarget>[0] & { onClose: () => void }) {
  const client = useQueryClient();
  const [target, setTarget] = useState(accepted.target);
  async function save() {
    const holders = holder.type === 'company' ? 'companies' : 'developers';
    await change('put', `/${holders}/{key}/developer-rateplans/{id}`, {
      path: { org, key: holder.key, id: accepted.id },
      body: { quotaTarget: target.trim() },
    });
    toast('The target is set.');
    onClose();
    await client.invalidateQueries({ queryKey: keyOf(usage) });
  }
  return (
    <Form save="Set target" onSave={save} onCancel={onClose} dirty={false} known={['/quotaTarget']}>
      {({ errorOf }) => (
        <TextInput
          label="Target number of transactions"
          description="In each period. 0 switches notifications off."
          inputMode="numeric"
          data-autofocus
          value={target}
          onChange={({ currentTarget }) => setTarget(currentTarget.value)}
          error={errorOf('/quotaTarget')}
        />
      )}
    </Form>
  );
}
