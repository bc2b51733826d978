import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
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
import { matches, useLocalPage } from './local-pages.ts';
import { type MintPackage, packages, type RatePlan, ratePlans } from './mint.ts';

/** Products that are sold together. */
export function PackagesPage() {
  const { org } = usePathValues();
  const { q } = useSearch();
  const go = useGo();
  const crumbs = useOrganizationCrumb();
  const query = useQuery(packages(org));
  const plans = useQuery(ratePlans(org)).data?.ratePlan ?? [];
  const why = useWhyNot('editor', 'Making a package');
  const wanted = query.data?.monetizationPackage.filter(({ id, name, displayName }) =>
    matches(q, id, name, displayName),
  );
  const data = useLocalPage(wanted);
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
        query={{ ...query, data }}
        columns={columnsOf(org, plans)}
        keyOf={({ id }) => id}
        empty={{
          title:
            q === undefined
              ? 'No packages. A package holds the products that plans are for.'
              : 'No package of that name.',
        }}
      />
    </Page>
  );
}

function columnsOf(org: string, plans: readonly RatePlan[]): Column<MintPackage>[] {
  const ownOf = (id: string) => plans.filter(({ monetizationPackage }) => monetizationPackage?.id === id);
  return [
    {
      key: 'name',
      header: 'Name',
      narrow: 'main',
      cell: ({ displayName, name }) => <Plain text={displayName || name} max={60} />,
    },
    { key: 'id', header: 'Id', cell: ({ id }) => <Plain text={id} max={60} /> },
    {
      key: 'products',
      header: 'Products',
      cell: ({ product = [] }) =>
        product.length === 0 ? '–' : <Plain text={product.map(({ id }) => id).join(', ')} max={120} />,
    },
    {
      key: 'status',
      header: 'State',
      cell: ({ status }) => <Status kind={status === 'DELETED' ? 'off' : 'on'} />,
    },
    {
      key: 'plans',
      header: 'Plans, published',
      align: 'end',
      cell: ({ id }) => {
        const own = ownOf(id);
        const published = own.filter((plan) => plan.published).length;
        return (
          <Link to={paths.ratePlans(org)} search={{ package: id }}>
            {`${published} of ${own.length}`}
          </Link>
        );
      },
    },
  ];
}
