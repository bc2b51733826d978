import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganizationCrumb } from '../../shared/api/organization.ts';
import { reading } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { ObjectType } from '../../shared/api/types.ts';
import { useNewKey } from '../../shared/keys/use-page-keys.ts';
import { paths } from '../../shared/paths.ts';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../shared/ui/filters.tsx';
import { List } from '../../shared/ui/list.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { fieldsOf, fieldTitle, pluralOf, titleOf, useCatalogue } from './catalogue.ts';
import { objectColumns } from './object-columns.tsx';
import { TypeAbsent } from './type-absent.tsx';
import { TypeTabs } from './type-tabs.tsx';

/** The objects of one type. Filters stand in the address as `f.<field>`. */
export function ObjectsPage() {
  const { org, type: name } = usePathValues();
  const types = (useCatalogue(org).data?.types ?? []) as ObjectType[];
  const type = types.find((one) => one.name === name) ?? (name === undefined ? types[0] : undefined);
  const crumbs = useOrganizationCrumb();
  if (type === undefined) {
    return (
      <Page title="Objects" crumbs={crumbs}>
        <TypeTabs org={org} types={types} />
        <TypeAbsent org={org} name={name} />
      </Page>
    );
  }
  return <Typed org={org} type={type} types={types} />;
}

function Typed({ org, type, types }: { org: string; type: ObjectType; types: readonly ObjectType[] }) {
  const search = useSearch();
  const go = useGo();
  const crumbs = useOrganizationCrumb();
  const why = useWhyNot('editor', `Making a ${type.title}`);
  const choices = fieldsOf(type)
    .filter(([, { enum: values }]) => values !== undefined)
    .slice(0, 3);
  const filter = choices.flatMap(([name]) => {
    const value = search[`f.${name}`];
    return value === undefined ? [] : [`${name}:${value}`];
  });
  const { q, under, sort, before, after } = search;
  const query = useQuery({
    ...reading('/api/v1/organizations/{org}/objects/{type}', {
      path: { org, type: type.name },
      query: { q, under, sort, before, after, filter },
    }),
    placeholderData: keepPreviousData,
  });
  const filtered = q !== undefined || under !== undefined || filter.length > 0;
  const create = () => go(paths.newObject(org, type.name));
  useNewKey(type.title, create, why);
  return (
    <Page
      title={pluralOf(type)}
      crumbs={crumbs}
      actions={
        <MayButton why={why} onClick={create} leftSection={<IconPlus size={16} aria-hidden />}>
          {titleOf(type)}
        </MayButton>
      }
    >
      <TypeTabs org={org} types={types} />
      <FilterBar>
        <SearchFilter label="Search name or id" />
        {choices.map(([name, schema]) => (
          <ChoiceFilter
            key={name}
            name={`f.${name}`}
            label={fieldTitle(name, schema)}
            options={[
              { value: '', label: `Any ${fieldTitle(name, schema).toLowerCase()}` },
              ...(schema.enum ?? [])
                .map(String)
                .filter(Boolean)
                .map((value) => ({ value, label: value })),
            ]}
          />
        ))}
        <ChoiceFilter
          name="sort"
          label="Order"
          options={[
            { value: '', label: 'Newest first' },
            { value: 'createdAt', label: 'Oldest first' },
            { value: '-updatedAt', label: 'Last changed first' },
          ]}
        />
        {under !== undefined && (
          <Button variant="subtle" size="compact-sm" onClick={() => go(paths.objectsOf(org, type.name))}>
            Of one parent: show all
          </Button>
        )}
      </FilterBar>
      <List
        caption={pluralOf(type)}
        what={pluralOf(type)}
        query={query}
        columns={objectColumns(type)}
        keyOf={({ id }) => id}
        pager={sort === 'createdAt' ? { back: 'Older', on: 'Newer' } : undefined}
        linkTo={({ id }) => ({ to: paths.object(org, type.name, id) })}
        empty={{
          title: filtered ? 'Nothing matches these filters.' : `No ${type.plural.replaceAll('_', ' ')} yet.`,
          children: filtered ? (
            <Button variant="default" onClick={() => go(paths.objectsOf(org, type.name))}>
              Clear filters
            </Button>
          ) : (
            why === undefined && <Button onClick={create}>{`Make a ${type.title}`}</Button>
          ),
        }}
      />
    </Page>
  );
}
