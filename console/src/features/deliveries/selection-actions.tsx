import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectionBar } from '../../shared/select/selection-bar.tsx';
import type { UsedSelection } from '../../shared/select/use-selection.ts';
import { CopyHeard } from '../../shared/ui/copy-heard.tsx';
import { useCopy } from '../../shared/ui/use-copy.ts';
import { type DeliveryFilters, owedStatesIn } from './delivery-filters.ts';
import { JobDialog } from './job-dialog.tsx';
import { ResendDialog } from './resend-dialog.tsx';

/** What can be done with the rows that are selected: some by their ids, or all that the filters match. */
export function SelectionActions({
  org,
  selection,
  filters,
}: {
  org: string;
  selection: UsedSelection;
  filters: DeliveryFilters;
}) {
  const [open, setOpen] = useState<'resend' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  const ids = [...selection.ids];
  return (
    <>
      <SelectionBar selection={selection} matching={undefined}>
        <Button size="compact-sm" onClick={() => setOpen('resend')}>
          Send again
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setOpen('cancel')}>
          Cancel
        </Button>
        {!selection.all && <CopyIds ids={ids} />}
      </SelectionBar>
      <ResendDialog
        opened={open === 'resend'}
        onClose={close}
        org={org}
        {...(selection.all ? { filters } : { ids })}
      />
      <CancelSelected opened={open === 'cancel'} onClose={close} org={org} {...{ selection, filters }} />
    </>
  );
}

function CopyIds({ ids }: { ids: readonly string[] }) {
  const { copy, copied, failed } = useCopy();
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => void copy(ids.join('\n'))}>
        {copied ? 'Copied' : failed ? 'Could not be copied' : 'Copy ids'}
      </Button>
      <CopyHeard copied={copied} failed={failed} />
    </>
  );
}

function CancelSelected({
  opened,
  onClose,
  org,
  selection,
  filters: { state, ...filters },
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  selection: UsedSelection;
  filters: DeliveryFilters;
}) {
  const states = owedStatesIn(state);
  const all = states.length === 0 ? null : { ...filters, states };
  const input = selection.all ? all : { ids: [...selection.ids] };
  return (
    <JobDialog
      opened={opened}
      onClose={onClose}
      org={org}
      title="Cancel what is selected"
      act="Cancel deliveries"
      order={input === null ? null : { kind: 'cancel', input }}
      incomplete="These filters match nothing that waits."
      note="As far as they wait to be sent. They stay in the log as cancelled by you, and can be sent again."
    />
  );
}
