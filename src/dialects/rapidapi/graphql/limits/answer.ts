import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { tooMuch } from '../errors.ts';
import type { GraphContext } from '../module.ts';
import { measure } from './cost.ts';
import { maxListedFields } from './limits.ts';

/** What the lists of one answer have come to so far, and how many fields an item has at each place of the query. */
interface Tally {
  fields: number;
  ofItem: Map<FieldNode, number>;
}

const tallies = new WeakMap<GraphContext, Tally>();

/**
 * Counts the fields of lists while an answer is made, and refuses a list that would be too much. What a query may come to
 * is measured before (`operation.ts`); but how long a list without pages is, nobody knows until it is read.
 */
export function limitAnswers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isListType(getNullableType(field.type))) countFieldsOf(field);
    }
  }
  return schema;
}

function countFieldsOf(field: GraphQLField<unknown, GraphContext>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info);
    return found instanceof Promise
      ? found.then((list: unknown) => counted(list, context, info))
      : counted(found, context, info);
  };
}

function counted(list: unknown, context: GraphContext, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(list)) return list;
  const tally = tallies.get(context) ?? { fields: 0, ofItem: new Map() };
  tallies.set(context, tally);
  tally.fields += list.length * fieldsOfItem(info, tally);
  if (tally.fields > maxListedFields)
    throw tooMuch(
      'QUERY_TOO_COSTLY',
      `The lists of one answer may come to ${maxListedFields} fields; ask for fewer fields or smaller parts.`,
    );
  return list;
}

/** Of lists within an item, the field alone: their own items are counted with them. */
function fieldsOfItem(
  { fieldNodes, fragments, schema, variableValues, returnType }: GraphQLResolveInfo,
  { ofItem }: Tally,
) {
  const measured = {
    ...{ schema, variables: variableValues, assumedListSize: 0 },
    fragments: new Map(Object.entries(fragments)),
  };
  let fields = 1;
  for (const node of fieldNodes) {
    if (node.selectionSet === undefined) continue;
    const known = ofItem.get(node) ?? measure(measured, node.selectionSet, getNamedType(returnType)).cost;
    ofItem.set(node, known);
    fields += known;
  }
  return fields;
}
