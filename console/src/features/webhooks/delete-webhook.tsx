import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { useRefreshWebhooks } from './use-refresh.ts';
import { WhatBreaks } from './what-breaks.tsx';

/** Says what breaks, and asks for the name. */
export function DeleteWebhook({ org, webhook }: { org: string; webhook: Webhook }) {
  const [asking, setAsking] = useState(false);
  const go = useGo();
  const refresh = useRefreshWebhooks();
  const why = useWhyNot('editor', 'Deleting a webhook');
  return (
    <>
      <MayButton
        why={why}
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Delete
      </MayButton>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Delete this webhook?"
        act="Delete webhook"
        danger
        type={{ text: webhook.name.trim(), what: 'name' }}
        onAct={async () => {
          await ask('delete', '/api/v1/organizations/{org}/webhooks/{id}', { path: { org, id: webhook.id } });
          toast('The webhook is deleted.');
          go(paths.webhooks(org), { replace: true });
          await refresh();
        }}
      >
        <WhatBreaks org={org} id={webhook.id} />
      </Confirm>
    </>
  );
}
