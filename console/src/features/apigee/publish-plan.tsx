import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ListedObject } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { nameOf, planFrom, textOf } from './listed.ts';
import { refreshPlans } from './refresh.ts';

/** Asks before the plan that the address names is published, which cannot be taken back. */
export function PublishPlan({ org, plans }: { org: string; plans: readonly ListedObject[] }) {
  const { publish } = useSearch();
  const changeSearch = useChangeSearch();
  const client = useQueryClient();
  const plan = plans.find((one) => textOf(one, 'planId') === publish && !planFrom(one).published);
  const why = useWhyNot('editor', 'Publishing a rate plan');
  const close = () => changeSearch({ publish: undefined }, { turn: true });
  async function run() {
    if (plan === undefined) return;
    await ask('patch', '/api/v1/organizations/{org}/objects/{type}/{id}', {
      path: { org, type: 'rate_plan', id: plan.id },
      // The document says only that fields are an object.
      body: { fields: { published: true }, version: plan.version } as never,
    });
    toast('The rate plan is published.');
    await refreshPlans(client, org);
  }
  return (
    <Confirm
      opened={plan !== undefined}
      onClose={close}
      title={`Publish ${plan === undefined ? '' : plainLine(nameOf(plan), 60)}?`}
      act="Publish rate plan"
      why={why}
      onAct={run}
    >
      <p>
        Developers can accept it from then on, and it can have notifications. Of a published plan only its end
        can be changed, and it cannot be deleted.
      </p>
    </Confirm>
  );
}
