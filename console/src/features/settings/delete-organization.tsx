import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Organization } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { WhatGoes } from './what-goes.tsx';

/** The end of an organization: asks for its key. */
export function DeleteOrganization({
  organization,
  onDeleted,
}: {
  organization: Organization;
  onDeleted: () => Promise<unknown>;
}) {
  const [asking, setAsking] = useState(false);
  const go = useGo();
  const why = useWhyNot('administrator', 'Deleting an organization', { everywhere: true });
  return (
    <Section title="Delete this organization">
      <p>Its objects, webhooks, credentials and log go, for ever. What is still owed is not sent.</p>
      <MayButton why={why} variant="default" onClick={() => setAsking(true)}>
        Delete organization
      </MayButton>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Delete this organization?"
        act="Delete organization"
        danger
        type={{ text: organization.key, what: 'key' }}
        onAct={async () => {
          await ask('delete', '/api/v1/organizations/{org}', {
            path: { org: organization.key },
            query: { confirm: organization.key },
          });
          toast('The organization is deleted.');
          go(paths.organizations(), { replace: true });
          await onDeleted();
        }}
      >
        <WhatGoes org={organization.key} />
      </Confirm>
    </Section>
  );
}
