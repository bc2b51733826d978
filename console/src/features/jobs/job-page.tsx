import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { keyOf, reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Job } from '../../shared/api/types.ts';
import { useBackKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { JsonView } from '../../shared/ui/json-view.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page, Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { JobProgress } from './job-progress.tsx';
import { titleOf } from './job-words.ts';

/** One job and how far it is. */
export function JobPage() {
  const { org, id } = usePathValues();
  const crumb = useOrganizationCrumb();
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/jobs/{id}', { path: { org, id } }),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 1000 : false),
  });
  useBackKey(paths.jobs(org));
  const crumbs = [...crumb, { label: 'Jobs', to: paths.jobs(org) }];
  if (data === undefined) {
    return (
      <Page title="Job" crumbs={crumbs}>
        {error === null ? <Loading /> : <Trouble what="The job could not be loaded." error={error} />}
      </Page>
    );
  }
  return (
    <Page
      title={titleOf(data)}
      crumbs={crumbs}
      status={<Status kind={data.state} />}
      actions={data.finishedAt === null && <CancelJob org={org} job={data} />}
    >
      {error !== null && <Trouble what="The job could not be read again." error={error} />}
      <div style={{ marginBlockEnd: 20 }}>
        <JobProgress job={data} />
      </div>
      <Facts
        facts={[
          { label: 'Begun', value: <Time at={data.createdAt} /> },
          { label: 'Moved', value: <Time at={data.updatedAt} /> },
          { label: 'Ended', value: <Time at={data.finishedAt} /> },
          { label: 'Asked for by', value: <Plain text={data.createdByName ?? data.createdBy} max={80} /> },
          ...(data.detail === null
            ? []
            : [{ label: 'Trouble', value: <Plain text={data.detail} max={400} /> }]),
        ]}
      />
      <Section title="What it was asked to touch">
        <JsonView text={JSON.stringify(data.input, null, 2)} label="Input of the job" />
      </Section>
    </Page>
  );
}

function CancelJob({ org, job }: { org: string; job: Job }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const why = useWhyNot('editor', 'Cancelling a job');
  return (
    <>
      <MayButton why={why} variant="default" onClick={() => setAsking(true)}>
        Cancel job
      </MayButton>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Cancel this job?"
        act="Cancel job"
        danger
        onAct={async () => {
          await ask('post', '/api/v1/organizations/{org}/jobs/{id}/cancel', { path: { org, id: job.id } });
          toast('The job is cancelled.');
          void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/jobs') });
          await client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations/{org}/jobs/{id}') });
        }}
      >
        <p>
          {job.kind === 'cancel'
            ? 'What it has cancelled so far stays cancelled. The rest is left as it is.'
            : 'What it has queued so far is sent all the same. The rest is left as it is.'}
        </p>
      </Confirm>
    </>
  );
}
