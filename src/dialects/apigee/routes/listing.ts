import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Filter, ListQuery } from '../../../store/queries/objects/filter.ts';
import type { MintRequest } from './address.ts';
import { invalidInput } from './errors.ts';
import { countParameter, parameter } from './query.ts';

/** What one answer of management holds at most: the larger of the limits that the vendor's reference names. */
const maxListed = 10_000;

/** What a list of management is made of. */
export interface Listing {
  type: string;
  under?: ListQuery['under'];
  /** All of them must be met. */
  filters?: readonly Filter[];
  /** The object that `startKey` names. */
  startingAt(key: string): Promise<ObjectRecord>;
  /** Whether the list begins with that object, or with the next one. */
  begins: 'with' | 'behind';
}

/**
 * The part of a list that is asked for, in the order of creation. Lists of management are read on by `startKey`, from the
 * last of one part to the next, and say by `count` or `rows` how many they want.
 */
export async function listed(
  request: MintRequest,
  { type, under, filters = [], startingAt, begins }: Listing,
): Promise<ObjectRecord[]> {
  const { services, context, query } = request;
  const rows = countParameter(query, 'rows', maxListed, maxListed);
  const count = countParameter(query, 'count', rows, maxListed);
  const key = parameter(query, 'startKey') ?? '';
  const start = key === '' ? null : await startingAt(key);
  const { objects } = await services.objects.list(context, {
    type,
    ...(under !== undefined && { under }),
    ...(filters.length > 0 && { filter: { all: [...filters] } }),
    ...(start !== null && { from: { id: start.id, side: begins } }),
    limit: count,
    offset: 0,
  });
  return objects.map(({ object }) => object);
}

/** A parameter that is one of a few words. */
export function wordParameter<Word extends string>(
  query: MintRequest['query'],
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = parameter(query, name);
  if (text === undefined) return undefined;
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  const message = `must be one of: ${words.join(', ')}`;
  throw invalidInput('The request is not valid.', [{ field: name, message }]);
}
