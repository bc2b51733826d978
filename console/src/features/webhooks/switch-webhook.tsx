import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { wordsOf } from '../../shared/api/problem.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Webhook } from '../../shared/api/types.ts';
import { countOf } from '../../shared/format/count.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { useWebhookFigures } from '../../shared/webhooks/use-webhooks.ts';
import { useRefreshWebhooks } from './use-refresh.ts';

/** Switching on acts at once; off asks, since something stops. */
export function SwitchWebhook({ org, webhook }: { org: string; webhook: Webhook }) {
  const [asking, setAsking] = useState(false);
  const refresh = useRefreshWebhooks();
  const why = useWhyNot('editor', 'Switching a webhook');
  const waiting = useWebhookFigures(org).get(webhook.id)?.waiting ?? 0;
  const turn = useMutation({
    mutationFn: (enabled: boolean) =>
      ask('patch', '/api/v1/organizations/{org}/webhooks/{id}', {
        path: { org, id: webhook.id },
        body: { enabled },
      }),
    onSuccess: async (_, enabled) => {
      toast(enabled ? 'The webhook is on.' : 'The webhook is off.');
      await refresh();
    },
  });
  const name = webhook.name.slice(0, 80);
  return (
    <>
      <Switch
        size="xs"
        checked={webhook.enabled}
        disabled={why !== undefined || turn.isPending}
        aria-label={`${name} is on`}
        {...(why !== undefined && { title: why })}
        onChange={() => (webhook.enabled ? setAsking(true) : turn.mutate(true))}
        error={turn.error !== null && !asking ? wordsOf(turn.error) : undefined}
      />
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Switch off ${name}?`}
        act="Switch off"
        danger
        onAct={() => turn.mutateAsync(false)}
      >
        <p>
          {waiting > 0 && `${countOf(waiting, 'delivery waits', 'deliveries wait')} for it. `}
          What is waiting for it stays in the log and is sent when it is on again. Events from now on are
          kept, and can be replayed.
        </p>
      </Confirm>
    </>
  );
}
