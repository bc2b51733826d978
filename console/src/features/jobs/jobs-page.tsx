import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import type { Job } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { List } from '../../shared/ui/list.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { JobProgress } from './job-progress.tsx';
import { titleOf } from './job-words.ts';

const columns: readonly Column<Job>[] = [
  { key: 'what', header: 'What', narrow: 'main', cell: (job) => titleOf(job) },
  { key: 'state', header: 'State', narrow: 'main', cell: ({ state }) => <Status kind={state} /> },
  { key: 'progress', header: 'Progress', cell: (job) => <JobProgress job={job} /> },
  {
    key: 'by',
    header: 'Asked for by',
    narrow: 'hidden',
    cell: ({ createdBy, createdByName }) => <Plain text={createdByName ?? createdBy} max={40} />,
  },
  { key: 'at', header: 'Begun', align: 'end', cell: ({ createdAt }) => <Time at={createdAt} /> },
];

/** Work on many deliveries at once: the server does it, whether anybody looks or not. */
export function JobsPage() {
  const { org } = usePathValues();
  const { before, after } = useSearch();
  const crumbs = useOrganizationCrumb();
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/jobs', { path: { org }, query: { before, after } }),
    placeholderData: keepPreviousData,
    refetchInterval: 2000,
  });
  return (
    <Page
      title="Jobs"
      crumbs={crumbs}
      description="Recovering, replaying, sending again and cancelling. Jobs are begun from lists of what was sent."
    >
      <List
        caption="Jobs"
        what="Jobs"
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        linkTo={({ id }) => ({ to: paths.job(org, id) })}
        empty={{ title: 'No jobs yet.' }}
      />
    </Page>
  );
}
