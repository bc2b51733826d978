import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { wordsOf } from '../../shared/api/problem.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { SelectionBar } from '../../shared/select/selection-bar.tsx';
import type { UsedSelection } from '../../shared/select/use-selection.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { Copy } from '../../shared/ui/copy.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import type { EventUrl } from './graph.ts';
import type { LogFilter } from './log-filter.ts';
import { countLogs, type LogWhere } from './logs.ts';
import { Touched } from './touched.tsx';

/** As many as a job takes by their ids. */
const mostIds = 1000;

/** What can be done with the entries that are selected, or with all that match: a job on the server sends them again. */
export function SendAgain({
  org,
  selection,
  where,
  filter,
  why,
  urls,
}: {
  org: string;
  selection: UsedSelection;
  where: LogWhere;
  /** Null where what the list shows cannot be sent again as a whole. */
  filter: LogFilter | null;
  /** Why it cannot, then. */
  why: string;
  urls: readonly EventUrl[];
}) {
  const [asking, setAsking] = useState(false);
  const matching = useQuery({
    queryKey: ['rapidapi', org, 'logs', 'count', where],
    queryFn: ({ signal }) => countLogs(org, where, signal),
    enabled: !selection.empty,
    retry: false,
  });
  const many = selection.ids.size > mostIds;
  const whyNot = many ? 'At most 1,000 can be sent by hand: filter, and select all that match.' : undefined;
  return (
    <>
      <SelectionBar selection={selection} matching={matching.data} why={filter === null ? why : undefined}>
        <MayButton
          why={selection.all && filter === null ? why : whyNot}
          size="compact-sm"
          onClick={() => setAsking(true)}
        >
          Send again
        </MayButton>
        {!selection.all && (
          <span className="small" style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
            Copy ids <Copy text={[...selection.ids].join('\n')} what="ids" />
          </span>
        )}
      </SelectionBar>
      <SendDialog
        opened={asking && !selection.empty}
        onClose={() => setAsking(false)}
        org={org}
        urls={urls}
        input={selection.all ? { ...filter, from: where.from } : { ids: [...selection.ids] }}
      />
    </>
  );
}

type Input = { ids: string[] } | (LogFilter & { from: string });

/** Says how many it is, to whom, and of which time, before it asks. */
function SendDialog({
  opened,
  onClose,
  org,
  urls,
  input,
}: {
  opened: boolean;
  onClose: () => void;
  org: string;
  urls: readonly EventUrl[];
  input: Input;
}) {
  const go = useGo();
  const order = { kind: 'resend-attempts' as const, input };
  const count = useQuery({
    queryKey: ['count', org, order],
    queryFn: () => ask('post', '/api/v1/organizations/{org}/jobs/count', { path: { org }, body: order }),
    enabled: opened,
    staleTime: 0,
    retry: false,
  });
  const counted = !count.isFetching && count.data !== undefined;
  const failed = !count.isFetching && count.error !== null;
  // It says how many it touches before it asks, so it can be pressed once that is known.
  const why = failed ? wordsOf(count.error) : 'Counting …';
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title="Send them again?"
      act="Send again"
      why={counted ? undefined : why}
      onAct={async () => {
        const job = await ask('post', '/api/v1/organizations/{org}/jobs', { path: { org }, body: order });
        go(paths.job(org, job.id));
      }}
    >
      <div role="status">
        {counted ? (
          <Touched counted={count.data} urls={urls} since={'from' in input ? input.from : null} />
        ) : (
          why
        )}
      </div>
      <p className="muted">
        Same event ids: a receiver that remembers ids will not act twice. Tests, and what is still on its way,
        are left out. Several attempts of one delivery are sent once.
      </p>
    </Confirm>
  );
}
