import { Modal, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keyOf } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { Form } from '../../shared/ui/form.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { change, ratePlans } from './mint.ts';

interface Holder {
  type: string;
  key: string;
}

/** Accepts a published plan for a developer, with a target. */
export function AcceptPlan({ org, holder }: { org: string; holder: Holder }) {
  const [opened, setOpened] = useState(false);
  const why = useWhyNot('editor', 'Accepting a plan');
  return (
    <>
      <MayButton
        why={why}
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        Accept a plan
      </MayButton>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Accept a rate plan">
        <Inside org={org} holder={holder} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Inside({ org, holder, onClose }: { org: string; holder: Holder; onClose: () => void }) {
  const client = useQueryClient();
  const plans = useQuery(ratePlans(org)).data?.ratePlan.filter(({ published }) => published) ?? [];
  const [value, setValue] = useState({
    plan: '',
    startDate: new Date().toISOString().slice(0, 10),
    target: '1000',
  });
  const set = (more: Partial<typeof value>) => setValue((now) => ({ ...now, ...more }));
  async function save() {
    const holders = holder.type === 'company' ? 'companies' : 'developers';
    await change('post', `/${holders}/{key}/developer-rateplans`, {
      path: { org, key: holder.key },
      body: {
        developer: { id: holder.key },
        ratePlan: { id: value.plan },
        startDate: value.startDate.trim(),
        quotaTarget: value.target.trim(),
      },
    });
    toast('The plan is accepted.');
    onClose();
    await client.invalidateQueries({
      queryKey: keyOf('/api/v1/organizations/{org}/usage/developers/{developer}'),
    });
  }
  return (
    <Form
      save="Accept plan"
      onSave={save}
      onCancel={onClose}
      dirty={false}
      known={['/ratePlan', '/startDate', '/quotaTarget']}
    >
      {({ errorOf }) => (
        <>
          <Select
            label="Rate plan"
            required
            searchable
            data={plans.map(({ id, displayName, name }) => ({
              value: id,
              label: plainLine(displayName || name, 60),
            }))}
            value={value.plan === '' ? null : value.plan}
            onChange={(plan) => set({ plan: plan ?? '' })}
            error={errorOf('/ratePlan')}
            nothingFoundMessage="No published plan of that name"
          />
          <TextInput
            label="First day"
            description="Today or later, such as 2026-01-31."
            value={value.startDate}
            onChange={({ currentTarget }) => set({ startDate: currentTarget.value })}
            error={errorOf('/startDate')}
          />
          <TextInput
            label="Target number of transactions"
            description="In each period. 0 for no notifications."
            inputMode="numeric"
            value={value.target}
            onChange={({ currentTarget }) => set({ target: currentTarget.value })}
            error={errorOf('/quotaTarget')}
          />
        </>
      )}
    </Form>
  );
}
