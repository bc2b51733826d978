import type { filtersOf } from './delivery-filters.ts';
import { JobDialog } from './job-dialog.tsx';

const finished = ['delivered', 'failed', 'cancelled'] as const;

/** Sends again everything that the filters of the list match and that is finished. */
export function ResendDialog({
  opened,
  onClose,
  org,
  filters: { state, ...filters },
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  filters: ReturnType<typeof filtersOf>;
}) {
  const states = state === undefined ? undefined : finished.filter((one) => state.includes(one));
  const none = states !== undefined && states.length === 0;
  return (
    <JobDialog
      opened={opened}
      onClose={onClose}
      org={org}
      title="Send again what matches"
      act="Send again"
      order={none ? null : { kind: 'resend', input: { ...filters, ...(states !== undefined && { states }) } }}
      note={
        none
          ? 'These filters match only what is still on its way.'
          : 'All that the filters of the list match, as far as it is finished. Same event ids: a receiver that remembers ids will not act twice.'
      }
    />
  );
}
