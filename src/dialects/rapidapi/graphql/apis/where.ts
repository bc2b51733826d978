import type { Filter, ListQuery } from '../../../../store/queries/objects/filter.ts';
import { allOf, equals, numbersOf, oneOf, withIds } from '../domain/filters.ts';

export interface ApiWhere {
  id?: string[] | null;
  ownerId?: string[] | null;
  subscriberId?: string[] | null;
  visibility?: string | null;
  apiSlugifiedName?: string[] | null;
  ownerSlugifiedName?: string[] | null;
  name?: string[] | null;
}

export function apiFilter(where: ApiWhere): Filter {
  return allOf(
    withIds('api', where.id),
    oneOf('ownerId', numbersOf(where.ownerId)),
    subscribedBy(numbersOf(where.subscriberId)),
    equals('visibility', where.visibility),
    oneOf('slugifiedName', where.apiSlugifiedName),
    oneOf('name', where.name),
    ownedBy(where.ownerSlugifiedName),
  );
}

/** Who has a subscription that runs: `runsFor` begins with their number, and is blank once it is canceled. */
function subscribedBy(numbers: readonly number[] | null): Filter | null {
  if (numbers === null) return null;
  const relation = { childType: 'subscription', relation: 'api' };
  return {
    any: numbers.map((number) => ({
      relation,
      field: 'runsFor',
      comparison: 'like' as const,
      value: `${number} %`,
    })),
  };
}

function ownedBy(names: readonly string[] | null | undefined): Filter | null {
  if (!names) return null;
  return {
    any: names.flatMap((value) => [
      { relation: 'team', field: 'slugifiedName', comparison: 'equals' as const, value },
      { relation: 'user', field: 'username', comparison: 'equals' as const, value },
    ]),
  };
}

export interface ApiOrder {
  sortingFields?: { fieldName: string; by: string }[] | null;
}

const sortable: Readonly<Record<string, string>> = {
  NAME: 'name',
  VISIBILITY: 'visibility',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
  name: 'name',
  visibility: 'visibility',
};

export function apiOrder(order: ApiOrder | null | undefined): ListQuery['order'] {
  return (order?.sortingFields ?? []).map(({ fieldName, by }) => ({
    field: sortable[fieldName] ?? 'createdAt',
    direction: by === 'DESC' ? 'descending' : 'ascending',
  }));
}
