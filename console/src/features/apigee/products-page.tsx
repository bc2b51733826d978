import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { matches, useLocalPage } from './local-pages.ts';
import { type MintPackage, type Product, packages, products } from './mint.ts';

/** The API products, with the attributes that plans may count by. */
export function ProductsPage() {
  const { org } = usePathValues();
  const { q } = useSearch();
  const go = useGo();
  const crumbs = useOrganizationCrumb();
  const query = useQuery(products(org));
  const bundles = useQuery(packages(org)).data?.monetizationPackage ?? [];
  const why = useWhyNot('editor', 'Making a product');
  const wanted = query.data?.product.filter(({ id, displayName }) => matches(q, id, displayName));
  const data = useLocalPage(wanted);
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
        query={{ ...query, data }}
        columns={columnsOf(bundles)}
        keyOf={({ id }) => id}
        empty={{ title: q === undefined ? 'No products yet.' : 'No product of that name.' }}
      />
    </Page>
  );
}

function columnsOf(bundles: readonly MintPackage[]): Column<Product>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      narrow: 'main',
      cell: ({ displayName, id }) => <Plain text={displayName || id} max={60} />,
    },
    { key: 'id', header: 'Id', cell: ({ id }) => <Plain text={id} max={60} /> },
    {
      key: 'packages',
      header: 'In packages',
      cell: ({ id }) => {
        const own = bundles.filter(({ product = [] }) => product.some((one) => one.id === id));
        return own.length === 0 ? (
          '–'
        ) : (
          <Plain text={own.map(({ displayName, name }) => displayName || name).join(', ')} />
        );
      },
    },
    {
      key: 'attributes',
      header: 'Custom attributes',
      cell: (product) => {
        const names = attributesOf(product).map(({ number, name }) => `${number}: ${name}`);
        return names.length === 0 ? '–' : <Plain text={names.join(', ')} />;
      },
    },
  ];
}

/** Its custom attributes that have a name, by number. */
export function attributesOf(product: Product): { number: number; name: string }[] {
  return Object.entries(product).flatMap(([field, name]) => {
    const number = Number(/^customAtt(\d+)Name$/.exec(field)?.[1]);
    return Number.isInteger(number) && typeof name === 'string' ? [{ number, name }] : [];
  });
}
