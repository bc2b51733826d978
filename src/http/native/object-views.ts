import { BellwireError } from '../../base/errors.ts';
import { type ObjectType, typeOf } from '../../catalogue/catalogue.ts';
import { labelOf } from '../../catalogue/describe-type.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import type { Context } from '../../objects/context.ts';
import type { ObjectsAsked } from '../../objects/page.ts';

/** An object as this API shows it. */
export function objectView({ catalogue }: Pick<Context, 'catalogue'>, object: ObjectRecord) {
  const { organizationId: _own, ...rest } = object;
  return { ...rest, label: labelOf(typeOf(catalogue, object.type), object) };
}

/** What a query asks of a list of objects. */
export function objectsAskedOf(
  type: string,
  query: {
    limit?: number;
    before?: string;
    after?: string;
    q?: string;
    filter?: string[];
    under?: string;
    sort?: string;
  },
): ObjectsAsked {
  const { limit = 50, before, after, q, filter, under, sort } = query;
  const [relation, parentId] = under === undefined ? [] : pairOf(under);
  return {
    type,
    limit,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(q !== undefined && { search: q }),
    ...(filter !== undefined && {
      conditions: filter.map(conditionOf),
    }),
    ...(relation !== undefined && parentId !== undefined && { under: { relation, parentId } }),
    ...(sort !== undefined && { sort: sort.replace(/^-/, ''), descending: sort.startsWith('-') }),
  };
}

const comparisons = { ':': 'equals', '<': 'less', '>': 'greater' } as const;

function conditionOf(text: string) {
  const at = text.search(/[:<>]/);
  const sign = text[at] as keyof typeof comparisons;
  return { field: text.slice(0, at), comparison: comparisons[sign], value: text.slice(at + 1) };
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Runs a verb, and names the problems of its input as they stand in the body: below `fields` or `links`. */
export async function asInBody<T>(type: ObjectType, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof BellwireError) || error.problems.length === 0) throw error;
    const problems = error.problems.map(({ field, message }) => {
      const [first = ''] = field.split('.', 1);
      return { field: `${Object.hasOwn(type.relations, first) ? 'links' : 'fields'}.${field}`, message };
    });
    throw new BellwireError(error.code, error.message, problems, { cause: error });
  }
}
