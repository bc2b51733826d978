import { Modal, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { plainLine } from '../../../shared/format/plain.ts';
import { useChangeSearch, useSearch } from '../../../shared/routing/use-search.ts';
import { Confirm } from '../../../shared/ui/confirm.tsx';
import { toast } from '../../../shared/ui/toast.ts';
import { type Condition, change, planOf, type RatePlan, targetsOf } from '../mint.ts';
import { NotifyForm } from './notify-form.tsx';
import { NotifyView } from './notify-view.tsx';
import { targetInWords } from './words.ts';

/** The notification of the plan that the address names: new, to read, or to edit. */
export function NotifyDialog({
  org,
  plans,
  conditions,
}: {
  org: string;
  plans: readonly RatePlan[];
  /** Undefined until they are known: then it cannot be told whether the plan has one already. */
  conditions: readonly Condition[] | undefined;
}) {
  const { notify } = useSearch();
  const changeSearch = useChangeSearch();
  const plan = conditions === undefined ? undefined : plans.find(({ id }) => id === notify);
  const close = () => changeSearch({ notify: undefined }, { turn: true });
  const place = plan?.monetizationPackage?.displayName ?? plan?.monetizationPackage?.name;
  const name = plan === undefined ? '' : plainLine(plan.displayName || plan.name, 60);
  return (
    <Modal
      opened={plan !== undefined}
      onClose={close}
      title={`Notifications · ${name}${place === undefined ? '' : ` (${plainLine(place, 60)})`}`}
      size={720}
      closeOnClickOutside={false}
    >
      {plan !== undefined && conditions !== undefined && (
        <Inside
          org={org}
          plan={plan}
          own={conditions.filter((condition) => planOf(condition) === plan.id)}
          onClose={close}
        />
      )}
    </Modal>
  );
}

function Inside({
  org,
  plan,
  own,
  onClose,
}: {
  org: string;
  plan: RatePlan;
  own: readonly Condition[];
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const condition = own.find(({ id }) => id === wanted) ?? own[0];
  const refresh = () => client.invalidateQueries({ queryKey: ['apigee', org] });

  async function saved(answer: Condition, sent: string[]) {
    const kept = targetsOf(answer);
    const same = kept.join() === sent.join();
    const what = condition === undefined ? 'Notification created' : 'Notification saved';
    toast(same ? `${what}.` : `${what}, as the server has it: ${kept.map(targetInWords).join(', ')}.`);
    onClose();
    await refresh();
  }

  async function remove() {
    await change('delete', '/notification-conditions/{id}', { path: { org, id: condition!.id } });
    toast('Notification deleted.');
    onClose();
    await refresh();
  }

  if (condition === undefined || editing) {
    return (
      <NotifyForm
        key={condition?.id ?? 'new'}
        org={org}
        plan={plan}
        condition={condition}
        commonTarget="1,000"
        onSaved={(answer, sent) => void saved(answer, sent)}
        onCancel={condition === undefined ? onClose : () => setEditing(false)}
      />
    );
  }
  return (
    <>
      {own.length > 1 && (
        <Select
          label="Notification"
          mb="md"
          data={own.map((one) => ({ value: one.id, label: targetsOf(one).map(targetInWords).join(', ') }))}
          value={condition.id}
          onChange={setWanted}
        />
      )}
      <NotifyView
        org={org}
        plan={plan}
        condition={condition}
        onEdit={() => setEditing(true)}
        onDelete={() => setDeleting(true)}
        onClose={onClose}
      />
      <Confirm
        opened={deleting}
        onClose={() => setDeleting(false)}
        title="Delete this notification?"
        act="Delete Notification"
        danger
        onAct={remove}
      >
        <p>
          Developers of this plan will no longer cause calls to its webhooks. Calls under way are finished.
        </p>
      </Confirm>
    </>
  );
}
