import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { isFile } from '../uploads/upload.ts';
import { defaultPageSize, maxPageSize } from './limits.ts';

/** How deep a query goes, and how many fields its answer may come to have. */
export interface Measure {
  depth: number;
  cost: number;
}

/** What measuring needs to know. Fragments have been checked: each exists, and none holds itself. */
export interface Measured {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  /** What a list without pages is taken for. */
  assumedListSize: number;
}

/**
 * Measures a selection. What stands below a list counts once for each item: as many as a page may have, or as are
 * assumed of a list without pages. A fragment is measured once, however often it is spread: otherwise a few that spread one
 * another twice would keep us busy for ever.
 */
export function measure(
  measured: Measured,
  selections: SelectionSetNode,
  type: GraphQLNamedType,
  known = new Map<string, Measure>(),
): Measure {
  const total: Measure = { depth: 0, cost: 0 };
  for (const selection of selections.selections) {
    const one = measureOf(selection);
    total.depth = Math.max(total.depth, one.depth);
    total.cost += one.cost;
  }
  return total;

  function measureOf(selection: SelectionSetNode['selections'][number]): Measure {
    if (selection.kind === 'Field') return measureField(measured, selection, type, known);
    if (selection.kind === 'InlineFragment') {
      const inner = named(measured, selection.typeCondition?.name.value) ?? type;
      return measure(measured, selection.selectionSet, inner, known);
    }
    const name = selection.name.value;
    const fragment = measured.fragments.get(name);
    if (fragment === undefined) return { depth: 0, cost: 0 };
    const before = known.get(name);
    if (before !== undefined) return before;
    const inner = named(measured, fragment.typeCondition.name.value) ?? type;
    const found = measure(measured, fragment.selectionSet, inner, known);
    known.set(name, found);
    return found;
  }
}

function measureField(
  measured: Measured,
  node: FieldNode,
  parent: GraphQLNamedType,
  known: Map<string, Measure>,
): Measure {
  // Of the schema itself: the library bounds how deep that goes, and it costs no reading.
  if (node.selectionSet === undefined || node.name.value.startsWith('__')) return { depth: 1, cost: 1 };
  const field = fieldOf(parent, node.name.value);
  const type = field === undefined ? undefined : getNamedType(field.type);
  const inner = measure(measured, node.selectionSet, type ?? parent, known);
  return { depth: inner.depth + 1, cost: 1 + inner.cost * itemsOf(measured, node, parent, field) };
}

function itemsOf(
  { variables, assumedListSize }: Measured,
  node: FieldNode,
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown> | undefined,
): number {
  if (field === undefined) return 1;
  if (getNamedType(field.type).name.endsWith('Connection'))
    return pageSizeOf(node, variables, assumedListSize);
  // The items of a page were counted with the page.
  if (!isListType(getNullableType(field.type)) || parent.name.endsWith('Connection')) return 1;
  return assumedListSize;
}

/** `first`, `last` or `limit`, wherever in the arguments of the field; the default where there is none. Below zero: all. */
function pageSizeOf(
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  assumedListSize: number,
): number {
  const sizes = (node.arguments ?? []).flatMap(({ name, value }) => sizesIn(name.value, value, variables));
  if (sizes.some((size) => size < 0))
    return Math.max(assumedListSize, ...sizes.map((size) => Math.min(size, maxPageSize)));
  return sizes.length === 0 ? defaultPageSize : Math.min(Math.max(...sizes, 1), maxPageSize);
}

const sizeNames = new Set(['first', 'last', 'limit']);

function sizesIn(name: string, node: ValueNode, variables: Readonly<Record<string, unknown>>): number[] {
  if (node.kind === 'Variable') return sizesOf(name, variables[node.name.value]);
  if (node.kind === 'IntValue' && sizeNames.has(name)) return [Number(node.value)];
  if (node.kind !== 'ObjectValue') return [];
  return node.fields.flatMap((field) => sizesIn(field.name.value, field.value, variables));
}

function sizesOf(name: string, value: unknown): number[] {
  if (typeof value === 'number' && sizeNames.has(name)) return [value];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isFile(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => sizesOf(key, one));
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function named({ schema }: Measured, name: string | undefined): GraphQLNamedType | undefined {
  return name === undefined ? undefined : schema.getType(name);
}
