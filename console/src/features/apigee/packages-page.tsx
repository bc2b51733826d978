import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ListedObject } from '../../shared/api/types.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Status } from '../../shared/ui/status.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { askedIn, listed, nameOf, planFrom, textOf } from './listed.ts';

/** Products that are sold together. */
export function PackagesPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const go = useGo();
  const crumbs = useOrganizationCrumb();
  const query = useQuery({
    ...listed(org, 'monetization_package', askedIn(search)),
    placeholderData: keepPreviousData,
  });
  const why = useWhyNot('editor', 'Making a package');
  const create = () => go(paths.newObject(org, 'monetization_package'));
  useNewKey('package', create, why);
  return (
    <Page
      title="Packages"
      crumbs={crumbs}
      actions={
        <MayButton why={why} onClick={create} leftSection={<IconPlus size={16} aria-hidden />}>
          Package
        </MayButton>
      }
    >
      <FilterBar>
        <SearchFilter label="Search packages" />
      </FilterBar>
      <List
        caption="Packages"
        what="Packages"
        query={query}
        columns={columnsOf(org)}
        keyOf={({ id }) => id}
        empty={{
          title:
            search.q === undefined
              ? 'No packages. A package holds the products that plans are for.'
              : 'No package of that name.',
        }}
      />
    </Page>
  );
}

function columnsOf(org: string): Column<ListedObject>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      narrow: 'main',
      cell: (bundle) => <Plain text={nameOf(bundle)} max={60} />,
    },
    { key: 'id', header: 'Id', cell: (bundle) => <Plain text={textOf(bundle, 'packageId')} max={60} /> },
    {
      key: 'products',
      header: 'Products',
      cell: ({ parents }) => {
        const labels = (parents?.products ?? []).map(({ label }) => label);
        return labels.length === 0 ? '–' : <Plain text={labels.join(', ')} max={120} />;
      },
    },
    {
      key: 'status',
      header: 'State',
      cell: (bundle) => <Status kind={textOf(bundle, 'status') === 'INACTIVE' ? 'off' : 'on'} />,
    },
    {
      key: 'plans',
      header: 'Plans, published',
      align: 'end',
      cell: ({ id }) => <PlansOf org={org} bundle={id} />,
    },
  ];
}

const manyPlans = 50;

/** How many of its plans are published; of very many, that there are so many. */
function PlansOf({ org, bundle }: { org: string; bundle: string }) {
  const { data } = useQuery(
    listed(org, 'rate_plan', { under: `monetizationPackage:${bundle}`, limit: manyPlans }),
  );
  if (data === undefined) return null;
  const published = data.items.filter((plan) => planFrom(plan).published).length;
  const words = data.older === null ? `${published} of ${data.items.length}` : `more than ${manyPlans}`;
  return (
    <Link to={paths.ratePlans(org)} search={{ package: bundle }}>
      {words}
    </Link>
  );
}
