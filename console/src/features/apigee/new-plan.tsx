import { Modal, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedObject } from '../../shared/api/types.ts';
import { Form } from '../../shared/ui/form.tsx';
import { NameField } from '../../shared/ui/name-field.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { textOf } from './listed.ts';
import { change } from './mint.ts';
import { PackageSelect } from './package-select.tsx';
import { refreshPlans } from './refresh.ts';

/** Makes an adjustable notification plan: the only kind that means something here. */
export function NewPlan({
  opened,
  onClose,
  org,
  only,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  /** The package, where there is one alone. */
  only: ListedObject | null;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title="New rate plan" closeOnClickOutside={false}>
      <Inside org={org} only={only} onClose={onClose} />
    </Modal>
  );
}

function Inside({ org, only, onClose }: { org: string; only: ListedObject | null; onClose: () => void }) {
  const client = useQueryClient();
  const [value, setValue] = useState({
    name: '',
    bundle: only,
    months: '1',
    startDate: new Date().toISOString().slice(0, 10),
    published: true,
  });
  const set = (change: Partial<typeof value>) => setValue((now) => ({ ...now, ...change }));

  async function save() {
    await change('post', '/monetization-packages/{bundle}/rate-plans', {
      path: { org, bundle: value.bundle === null ? '' : textOf(value.bundle, 'packageId') },
      body: {
        name: value.name.trim(),
        displayName: value.name.trim(),
        description: '',
        startDate: value.startDate.trim(),
        published: value.published,
        ratePlanDetails: [
          {
            type: 'USAGE_TARGET',
            meteringType: 'DEV_SPECIFIC',
            duration: Number(value.months),
            durationType: 'MONTH',
          },
        ],
      },
    });
    toast('The rate plan is made.');
    onClose();
    await refreshPlans(client, org);
  }

  return (
    <Form
      save="Create rate plan"
      onSave={save}
      onCancel={onClose}
      dirty={false}
      known={['/name', '/startDate', '/ratePlanDetails']}
    >
      {({ errorOf }) => (
        <>
          <NameField first value={value.name} onChange={(name) => set({ name })} fields={{ errorOf }} />
          <PackageSelect
            label="Package"
            required
            org={org}
            value={value.bundle}
            onChange={(bundle) => set({ bundle })}
          />
          <TextInput
            label="Months of a period"
            description="Use is counted anew in each: 1 to 24."
            inputMode="numeric"
            value={value.months}
            onChange={({ currentTarget }) => set({ months: currentTarget.value })}
            error={errorOf('/ratePlanDetails')}
          />
          <TextInput
            label="First day"
            description="Such as 2026-01-31."
            required
            value={value.startDate}
            onChange={({ currentTarget }) => set({ startDate: currentTarget.value })}
            error={errorOf('/startDate')}
          />
          <Switch
            label="Publish it at once"
            description="Developers can accept only published plans, and only those have notifications."
            checked={value.published}
            onChange={({ currentTarget }) => set({ published: currentTarget.checked })}
          />
        </>
      )}
    </Form>
  );
}
