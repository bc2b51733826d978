import { Modal } from '@mantine/core';
import { AttemptView } from '../../shared/log/attempt-view.tsx';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import { callNameOf, decisionOf } from './call-words.ts';

/** One call with its request and its answer. Which one stands in the URL. */
export function CallDialog({ org }: { org: string }) {
  const { call } = useSearch();
  const change = useChangeSearch();
  return (
    <Modal
      opened={call !== undefined}
      onClose={() => change({ call: undefined }, { turn: true })}
      title="Triggered event"
      size={1040}
    >
      {call !== undefined && (
        <AttemptView
          org={org}
          id={call}
          what="The call"
          head={(attempt) => (
            <>
              <span className="mono">{callNameOf(attempt)}</span>
              {attempt.kind === 'before' && <Plain text={decisionOf(attempt)} />}
              {attempt.deliveryId !== null && (
                <Link to={paths.delivery(org, attempt.deliveryId)}>Its delivery</Link>
              )}
            </>
          )}
        />
      )}
    </Modal>
  );
}
