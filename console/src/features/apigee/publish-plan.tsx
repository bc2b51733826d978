import { useQueryClient } from '@tanstack/react-query';
import { plainLine } from '../../shared/format/plain.ts';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { toast } from '../../shared/ui/toast.ts';
import { change, type RatePlan } from './mint.ts';

/** Asks before the plan that the address names is published, which cannot be taken back. */
export function PublishPlan({ org, plans }: { org: string; plans: readonly RatePlan[] }) {
  const { publish } = useSearch();
  const changeSearch = useChangeSearch();
  const client = useQueryClient();
  const plan = plans.find(({ id, published }) => id === publish && !published);
  const close = () => changeSearch({ publish: undefined }, { turn: true });
  async function run() {
    const path = { org, bundle: plan?.monetizationPackage?.id ?? '', plan: plan?.id ?? '' };
    await change('put', '/monetization-packages/{bundle}/rate-plans/{plan}', {
      path,
      body: { published: true },
    });
    toast('The rate plan is published.');
    await client.invalidateQueries({ queryKey: ['apigee', org] });
  }
  return (
    <Confirm
      opened={plan !== undefined}
      onClose={close}
      title={`Publish ${plainLine(plan?.displayName || plan?.name || '', 60)}?`}
      act="Publish rate plan"
      onAct={run}
    >
      <p>
        Developers can accept it from then on, and it can have notifications. Of a published plan only its end
        can be changed, and it cannot be deleted.
      </p>
    </Confirm>
  );
}
