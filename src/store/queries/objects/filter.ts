import type { Json } from '../../../base/json.ts';

/** How a field is compared. Text is compared without regard to case by `contains` and `like`, exactly otherwise. */
export type Comparison =
  | 'equals'
  | 'differs'
  | 'contains'
  | 'like'
  | 'less'
  | 'at-most'
  | 'greater'
  | 'at-least';

/** One comparison. */
export interface Condition {
  /**
   * A field of the catalogue, or one of `id`, `number`, `createdAt`, `updatedAt`. The caller has checked it against
   * the catalogue.
   */
  field: string;
  /**
   * Looks at another object instead: at the parent on this relation, or at the children of a type that hang on this
   * object by theirs. True if one of them meets the condition.
   */
  relation?: string | { childType: string; relation: string };
  comparison: Comparison;
  value: Json;
}

/** Conditions put together. */
export type Filter = Condition | { all: Filter[] } | { any: Filter[] } | { not: Filter };

/** What to list. */
export interface ListQuery {
  type: string;
  /** Only what hangs on this parent by this relation. */
  under?: { relation: string; parentId: string };
  /** Only what was made after this object, and the object itself or not. Not with an order. */
  from?: { id: string; side: 'with' | 'behind' };
  filter?: Filter;
  /** Without one: in the order of creation. Ties are broken by the order of creation. */
  order?: { field: string; direction: 'ascending' | 'descending' }[];
  limit: number;
  offset: number;
}
