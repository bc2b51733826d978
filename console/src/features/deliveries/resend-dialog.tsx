import { type DeliveryFilters, finishedStatesIn } from './delivery-filters.ts';
import { JobDialog, type Order } from './job-dialog.tsx';

const sameIds = 'Same event ids: a receiver that remembers ids will not act twice.';

/** Sends again these deliveries, or everything that the filters of the list match, as far as it is finished. */
export function ResendDialog({
  opened,
  onClose,
  org,
  ...what
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
} & ({ filters: DeliveryFilters } | { ids: string[] })) {
  const order = 'ids' in what ? ({ kind: 'resend', input: what } as const) : orderOf(what.filters);
  return (
    <JobDialog
      opened={opened}
      onClose={onClose}
      org={org}
      title={'ids' in what ? 'Send again what is selected' : 'Send again what matches'}
      act="Send again"
      order={order}
      incomplete="These filters match only what is still on its way."
      note={`${'ids' in what ? '' : 'All that the filters of the list match, on every page. '}What waits to be sent anyway is left alone. ${sameIds}`}
    />
  );
}

function orderOf({ state, ...filters }: DeliveryFilters): Order | null {
  const states = finishedStatesIn(state);
  return states.length === 0 ? null : { kind: 'resend', input: { ...filters, states } };
}
