import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ListedObject } from '../../shared/api/types.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { askedIn, listed, nameOf, textOf } from './listed.ts';

/** The API products, with the attributes that plans may count by. */
export function ProductsPage() {
  const { org } = usePathValues();
  const search = useSearch();
  const go = useGo();
  const crumbs = useOrganizationCrumb();
  const query = useQuery({
    ...listed(org, 'api_product', askedIn(search)),
    placeholderData: keepPreviousData,
  });
  const why = useWhyNot('editor', 'Making a product');
  const create = () => go(paths.newObject(org, 'api_product'));
  useNewKey('product', create, why);
  return (
    <Page
      title="Products"
      crumbs={crumbs}
      actions={
        <MayButton why={why} onClick={create} leftSection={<IconPlus size={16} aria-hidden />}>
          Product
        </MayButton>
      }
    >
      <FilterBar>
        <SearchFilter label="Search products" />
      </FilterBar>
      <List
        caption="Products"
        what="Products"
        query={query}
        columns={columnsOf(org)}
        keyOf={({ id }) => id}
        empty={{ title: search.q === undefined ? 'No products yet.' : 'No product of that name.' }}
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
      cell: (product) => <Plain text={nameOf(product)} max={60} />,
    },
    { key: 'id', header: 'Id', cell: (product) => <Plain text={textOf(product, 'name')} max={60} /> },
    {
      key: 'packages',
      header: 'In packages',
      cell: ({ id }) => <PackagesOf org={org} product={id} />,
    },
    {
      key: 'attributes',
      header: 'Custom attributes',
      cell: (product) => {
        const names = attributesOf(product.fields).map(({ number, name }) => `${number}: ${name}`);
        return names.length === 0 ? '–' : <Plain text={names.join(', ')} />;
      },
    },
  ];
}

const shownPackages = 5;

/** The first few of the packages that it is sold in. */
function PackagesOf({ org, product }: { org: string; product: string }) {
  const { data } = useQuery(
    listed(org, 'monetization_package', { under: `products:${product}`, limit: shownPackages }),
  );
  if (data === undefined) return null;
  if (data.items.length === 0) return '–';
  const names = data.items.map(nameOf).join(', ');
  return <Plain text={data.older === null ? names : `${names}, …`} />;
}

/** Its custom attributes that have a name, by number. */
export function attributesOf(product: Record<string, unknown>): { number: number; name: string }[] {
  return Object.entries(product).flatMap(([field, name]) => {
    const number = Number(/^customAtt(\d+)Name$/.exec(field)?.[1]);
    return Number.isInteger(number) && typeof name === 'string' && name !== '' ? [{ number, name }] : [];
  });
}
