import { Modal } from '@mantine/core';
import { AttemptView } from '../../shared/log/attempt-view.tsx';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Status } from '../../shared/ui/status.tsx';
import { Time } from '../../shared/ui/time.tsx';

/** The test that the address names: it has no delivery, and so no page of its own. */
export function TestDialog({ org }: { org: string }) {
  const { attempt } = useSearch();
  const change = useChangeSearch();
  return (
    <Modal
      opened={attempt !== undefined}
      onClose={() => change({ attempt: undefined }, { turn: true })}
      title="Test"
      size={1040}
    >
      {attempt !== undefined && (
        <AttemptView
          org={org}
          id={attempt}
          what="The test"
          head={({ reason, startedAt, webhookId }) => (
            <>
              <Status kind={reason === null ? 'delivered' : 'failed'} />
              <Status kind="test" />
              <Time at={startedAt} />
              <Link to={paths.webhook(org, webhookId)}>Its webhook</Link>
            </>
          )}
        />
      )}
    </Modal>
  );
}
