import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { tooMuch } from '../errors.ts';
import { isFile } from '../uploads/upload.ts';
import { type Measured, measure } from './cost.ts';
import { assumedListSize, maxCost, maxDepth, maxListItems, maxTopFields, maxValueDepth } from './limits.ts';

/** Looks at an operation that is valid and about to be run, with its variables. Throws where it asks for too much. */
export function checkOperation(input: {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}): void {
  const operation = getOperationAST(input.document, input.operationName);
  // Which of several is meant is for the library to say.
  if (!operation) return;
  const root = input.schema.getRootType(operation.operation);
  if (!root) return;
  const fragments = new Map(
    input.document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const measured: Measured = { schema: input.schema, fragments, variables: input.variables, assumedListSize };
  checkTop(operation, measured);
  checkLists(input.document, input.variables);
  const { depth, cost } = measure(measured, operation.selectionSet, root);
  if (depth > maxDepth)
    throw tooMuch('QUERY_TOO_DEEP', `A query may be nested ${maxDepth} levels deep; this one has ${depth}.`);
  if (cost > maxCost)
    throw tooMuch(
      'QUERY_TOO_COSTLY',
      `A query may come to ${maxCost} fields; this one could come to ${cost}. Ask for smaller pages or fewer fields.`,
    );
}

/** Aliases make many of one field, so what counts is how often they stand there. */
function checkTop({ selectionSet, operation }: OperationDefinitionNode, { fragments }: Measured): void {
  const counts = new Map<string, number>();
  const count = (selections: OperationDefinitionNode['selectionSet']): number =>
    selections.selections.reduce((sum, one) => {
      if (one.kind === 'Field') return sum + 1;
      if (one.kind === 'InlineFragment') return sum + count(one.selectionSet);
      const name = one.name.value;
      const fragment = fragments.get(name);
      if (fragment === undefined) return sum;
      const known = counts.get(name) ?? count(fragment.selectionSet);
      counts.set(name, known);
      return sum + known;
    }, 0);
  const fields = count(selectionSet);
  if (fields > maxTopFields)
    throw tooMuch(
      'QUERY_TOO_LARGE',
      `One request may have ${maxTopFields} ${operation === 'mutation' ? 'mutations' : 'fields at its top'}; this one has ${fields}. Send them in several requests.`,
    );
}

function checkLists(document: DocumentNode, variables: Readonly<Record<string, unknown>>): void {
  visit(document, {
    ListValue({ values }) {
      checkLength(values.length);
    },
  });
  for (const value of Object.values(variables)) checkValue(value);
}

function checkValue(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || isFile(value)) return;
  if (depth > maxValueDepth)
    throw tooMuch('QUERY_TOO_DEEP', `A value in a request may be nested ${maxValueDepth} levels deep.`);
  if (Array.isArray(value)) checkLength(value.length);
  for (const one of Object.values(value)) checkValue(one, depth + 1);
}

function checkLength(length: number): void {
  if (length > maxListItems)
    throw tooMuch(
      'QUERY_TOO_LARGE',
      `A list in a request may have ${maxListItems} items; this one has ${length}. Send it in parts.`,
    );
}
