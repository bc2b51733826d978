import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Trouble } from '../../shared/ui/states.tsx';
import { askedIn, listed, planFrom, stateFilter } from './listed.ts';
import { conditions, isAdjustable } from './mint.ts';
import { NewPlan } from './new-plan.tsx';
import { NotifyDialog } from './notify/notify-dialog.tsx';
import { PackageFilter } from './package-filter.tsx';
import { planColumns } from './plan-columns.tsx';
import { PublishPlan } from './publish-plan.tsx';

const states = [
  { value: '', label: 'Any state' },
  { value: 'published', label: 'Published' },
  { value: 'draft', label: 'Draft' },
  { value: 'expired', label: 'Expired' },
];

/** What packages are sold by. Those with adjustable notifications have developers told about. */
export function RatePlansPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const crumbs = useOrganizationCrumb();
  const now = new Date();
  const under = search.package === undefined ? undefined : `monetizationPackage:${search.package}`;
  const asked = { ...askedIn(search), under, filter: stateFilter(search.state, now) };
  const query = useQuery({ ...listed(org, 'rate_plan', asked), placeholderData: keepPreviousData });
  // The plan of an open dialog may stand on another page of the list.
  const named = search.notify ?? search.publish;
  const one = useQuery({
    ...listed(org, 'rate_plan', { filter: [`planId:${named ?? ''}`], limit: 1 }),
    enabled: named !== undefined,
  });
  const told = useQuery(conditions(org));
  // Enough to tell whether there is a package, and whether it is the only one.
  const bundles = useQuery(listed(org, 'monetization_package', { limit: 2 })).data?.items ?? [];
  const [making, setMaking] = useState(false);
  const why = useWhyNot('editor', 'Making a rate plan');
  useNewKey('rate plan', () => setMaking(true), why);
  const open = named === undefined ? [] : (one.data?.items ?? []);
  const data = query.data && { ...query.data, items: query.data.items.map(planFrom) };
  const filtered = search.q !== undefined || search.state !== undefined || under !== undefined;
  return (
    <Page
      title="Rate plans"
      crumbs={crumbs}
      actions={
        <MayButton why={why} onClick={() => setMaking(true)} leftSection={<IconPlus size={16} aria-hidden />}>
          Rate plan
        </MayButton>
      }
    >
      <FilterBar>
        <SearchFilter label="Search rate plans" />
        <PackageFilter />
        <ChoiceFilter name="state" label="State" options={states} />
      </FilterBar>
      {told.error !== null && told.data === undefined && (
        <Trouble
          what="The notifications could not be loaded."
          error={told.error}
          onRetry={() => void told.refetch()}
        />
      )}
      <List
        caption="Rate plans"
        what="Rate plans"
        query={{ ...query, data }}
        columns={planColumns({ org, conditions: told.data?.notificationConditions })}
        keyOf={({ id }) => id}
        empty={
          filtered
            ? { title: 'No rate plan matches these filters.' }
            : {
                title:
                  'No rate plans. Notifications need a published plan of the type Adjustable notification.',
                children:
                  bundles.length > 0 ? (
                    why === undefined && <Button onClick={() => setMaking(true)}>Make a rate plan</Button>
                  ) : (
                    <Link to={paths.packages(org)}>Begin with a package</Link>
                  ),
              }
        }
      />
      <NotifyDialog
        org={org}
        plans={open.map(planFrom).filter((plan) => plan.published && isAdjustable(plan))}
        conditions={told.data?.notificationConditions}
      />
      <NewPlan
        opened={making}
        onClose={() => setMaking(false)}
        org={org}
        only={bundles.length === 1 ? bundles[0]! : null}
      />
      <PublishPlan org={org} plans={open} />
    </Page>
  );
}
