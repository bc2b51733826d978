import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { matches, useLocalPage } from './local-pages.ts';
import { conditions, isAdjustable, packages, ratePlans } from './mint.ts';
import { NewPlan } from './new-plan.tsx';
import { NotifyDialog } from './notify/notify-dialog.tsx';
import { planColumns } from './plan-columns.tsx';
import { PublishPlan } from './publish-plan.tsx';

const states = [
  { value: '', label: 'All but expired' },
  { value: 'published', label: 'Published' },
  { value: 'draft', label: 'Draft' },
  { value: 'expired', label: 'Expired' },
];

/** What packages are sold by. Those with adjustable notifications have developers told about. */
export function RatePlansPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const crumbs = useOrganizationCrumb();
  const query = useQuery(ratePlans(org));
  const told = useQuery(conditions(org)).data?.notificationConditions ?? [];
  const bundles = useQuery(packages(org)).data?.monetizationPackage ?? [];
  const [making, setMaking] = useState(false);
  const why = useWhyNot('editor', 'Making a rate plan');
  useNewKey('rate plan', () => setMaking(true), why);
  const today = new Date().toISOString().slice(0, 10);
  const wanted = query.data?.ratePlan.filter((plan) => {
    const expired = plan.endDate !== undefined && plan.endDate.slice(0, 10) < today;
    const state = expired ? 'expired' : plan.published ? 'published' : 'draft';
    if (search.state === undefined ? expired && search.q === undefined : state !== search.state) return false;
    if (search.package !== undefined && plan.monetizationPackage?.id !== search.package) return false;
    return matches(search.q, plan.id, plan.name, plan.displayName);
  });
  const data = useLocalPage(wanted);
  const any = (query.data?.ratePlan.length ?? 0) > 0;
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
        <ChoiceFilter
          name="package"
          label="Package"
          options={[
            { value: '', label: 'All packages' },
            ...bundles.map(({ id, displayName, name }) => ({
              value: id,
              label: plainLine(displayName || name, 60),
            })),
          ]}
        />
        <ChoiceFilter name="state" label="State" options={states} />
      </FilterBar>
      <List
        caption="Rate plans"
        what="Rate plans"
        query={{ ...query, data }}
        columns={planColumns({ org, conditions: told })}
        keyOf={({ id }) => id}
        empty={
          any
            ? { title: 'No rate plan matches these filters.' }
            : {
                title:
                  'No rate plans. Notifications need a published plan of the type Adjustable notification.',
                children:
                  bundles.length > 0 ? (
                    <Button onClick={() => setMaking(true)}>Make a rate plan</Button>
                  ) : (
                    <Link to={paths.packages(org)}>Begin with a package</Link>
                  ),
              }
        }
      />
      <NotifyDialog
        org={org}
        plans={(query.data?.ratePlan ?? []).filter((plan) => plan.published && isAdjustable(plan))}
        conditions={told}
      />
      <NewPlan opened={making} onClose={() => setMaking(false)} org={org} packages={bundles} />
      <PublishPlan org={org} plans={query.data?.ratePlan ?? []} />
    </Page>
  );
}
