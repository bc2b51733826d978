import { invalid } from '../../../../base/errors.ts';
import type { Json } from '../../../../base/json.ts';
import type { Condition, Filter } from '../../../../store/queries/objects/filter.ts';
import { inwardId } from '../../ids.ts';

/** Conditions that were given, all of which have to be met. */
export function allOf(...filters: (Filter | null)[]): Filter {
  return { all: filters.filter((filter) => filter !== null) };
}

/** That a field has this value; no condition where none was given. */
export function equals(field: string, value: Json | undefined): Filter | null {
  return value === null || value === undefined ? null : { field, comparison: 'equals', value };
}

/** That a field has one of these values. */
export function oneOf(field: string, values: readonly Json[] | null | undefined): Filter | null {
  if (values === null || values === undefined) return null;
  return { any: values.map((value) => ({ field, comparison: 'equals' as const, value })) };
}

/** That it is one of these. What can be no id of the type names nothing. */
export function withIds(type: string, outward: readonly string[] | null | undefined): Filter | null {
  if (outward === null || outward === undefined) return null;
  return {
    any: outward.flatMap((id): Filter[] => {
      const named = inwardId(type, id);
      if (named === null) return [];
      return 'id' in named
        ? [{ field: 'id', comparison: 'equals', value: named.id }]
        : [{ field: 'number', comparison: 'equals', value: named.number }];
    }),
  };
}

/** Numbers that were written as text. What is none is not in the answer. */
export function numbersOf(texts: readonly string[] | null | undefined): number[] | null {
  return texts ? texts.map(Number).filter(Number.isSafeInteger) : null;
}

/** Where a text is looked for: a field of the object, or of one that hangs together with it. */
export type Place = Pick<Condition, 'field' | 'relation'>;

const maxSearchedCharacters = 255;

/** That the text stands in one of these places, whatever its case; no condition where none was given. Throws `invalid`. */
export function textIn(text: string | null | undefined, places: readonly Place[]): Filter | null {
  if (!text) return null;
  if (text.length > maxSearchedCharacters || text.includes('\0')) {
    const message = `must be a text of at most ${maxSearchedCharacters} characters`;
    throw invalid('The search is not valid.', [{ field: 'searchTerm', message }]);
  }
  return { any: places.map((place) => ({ ...place, comparison: 'contains' as const, value: text })) };
}
