import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { formatCount } from '../../shared/format/count.ts';
import { formatDate } from '../../shared/format/time.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useChangeSearch } from '../../shared/routing/use-search.ts';
import { MayButton } from '../../shared/ui/may.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { isExpired } from './listed.ts';
import { type Condition, isAdjustable, planOf, type RatePlan, targetsOf } from './mint.ts';
import { targetInWords } from './notify/words.ts';

/** The columns of the list of rate plans. */
export function planColumns({
  org,
  conditions,
}: {
  org: string;
  /** Undefined until they are known: then nothing is said of them. */
  conditions: readonly Condition[] | undefined;
}): Column<RatePlan>[] {
  const toldOf = (plan: RatePlan) => conditions?.filter((condition) => planOf(condition) === plan.id);
  return [
    {
      key: 'name',
      header: 'Name',
      narrow: 'main',
      cell: ({ displayName, name }) => (
        <strong style={{ fontWeight: 500 }}>
          <Plain text={displayName || name} max={60} />
        </strong>
      ),
    },
    {
      key: 'package',
      header: 'Package',
      cell: ({ monetizationPackage: one }) =>
        one === undefined ? '–' : <Plain text={one.displayName || one.name} max={40} />,
    },
    {
      key: 'type',
      header: 'Type',
      narrow: 'hidden',
      cell: (plan) => (isAdjustable(plan) ? 'Adjustable notification' : 'Other'),
    },
    {
      key: 'state',
      header: 'State',
      cell: (plan) => <Status kind={stateOf(plan)} />,
    },
    {
      key: 'points',
      header: 'Notify at',
      cell: (plan) => {
        const told = toldOf(plan);
        if (told === undefined) return null;
        const words = told.flatMap(targetsOf).map(targetInWords).join(', ');
        return words === '' ? '–' : <span className="numbers">{words.slice(0, 80)}</span>;
      },
    },
    {
      key: 'developers',
      header: 'Developers',
      align: 'end',
      cell: (plan) =>
        plan.published && isAdjustable(plan) ? <PlanDevelopers org={org} plan={plan.id} /> : '–',
    },
    { key: 'days', header: 'Starts – ends', narrow: 'hidden', cell: (plan) => daysOf(plan) },
    {
      key: 'notify',
      header: 'Notify',
      align: 'end',
      cell: (plan) => <NotifyButton plan={plan} told={toldOf(plan)?.length} />,
    },
  ];
}

function stateOf(plan: RatePlan) {
  if (isExpired(plan, new Date())) return 'expired';
  return plan.published ? 'published' : 'draft';
}

/** Only a published adjustable plan has the button; of others it says what is missing. */
function NotifyButton({ plan, told }: { plan: RatePlan; told: number | undefined }) {
  const change = useChangeSearch();
  const name = plan.displayName || plan.name;
  const why = useWhyNot('editor', 'Publishing a rate plan');
  const whyNoNew = useWhyNot('editor', 'Making a notification');
  if (!isAdjustable(plan)) return <span className="muted">Not of this type</span>;
  if (!plan.published) {
    return (
      <MayButton
        why={why}
        variant="default"
        size="compact-sm"
        onClick={() => change({ publish: plan.id }, { turn: true })}
        aria-label={`Publish ${name.slice(0, 60)} first`}
      >
        Publish first
      </MayButton>
    );
  }
  if (told === undefined) return null;
  const words = told > 0 ? 'Notifications' : '+Notify';
  return (
    <MayButton
      // One that is there may be read.
      why={told > 0 ? undefined : whyNoNew}
      variant="default"
      size="compact-sm"
      aria-label={`${words}, ${name.slice(0, 60)}`}
      onClick={() => change({ notify: plan.id }, { turn: true })}
    >
      {words}
    </MayButton>
  );
}

function PlanDevelopers({ org, plan }: { org: string; plan: string }) {
  const { data } = useQuery(
    reading('/api/v1/organizations/{org}/usage/developers', { path: { org }, query: { plan, limit: 1 } }),
  );
  if (data === undefined) return null;
  return (
    <Link to={paths.developers(org)} search={{ plan }}>
      {formatCount(data.total)}
    </Link>
  );
}

function daysOf({ startDate, endDate }: RatePlan): string {
  const day = (text: string) => formatDate(new Date(`${text.slice(0, 10)}T00:00:00Z`), new Date(), 'UTC');
  return `${day(startDate)} – ${endDate === undefined ? 'none' : day(endDate)}`;
}
