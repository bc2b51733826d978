import { type DocumentNode, Kind, visit } from 'graphql';

/** Large schemas come to some thousands. Each can be an error, and to make one of those takes a while. */
const maxComparisons = 10_000;

/** What a type has: by the names of its fields, how many arguments they have; and its interfaces. */
interface Size {
  fields: Map<string, number>;
  interfaces: string[];
}

/** Whether the library would have to compare too much of what types and directives promise with what is there. */
export function hasTooManyComparisons(document: DocumentNode): boolean {
  const types = new Map<string, Size>();
  const directives = new Map<string, number>();
  let comparisons = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION)
      directives.set(definition.name.value, definition.arguments?.length ?? 0);
    if (!('interfaces' in definition) || definition.interfaces === undefined) continue;
    const size: Size = types.get(definition.name.value) ?? { fields: new Map(), interfaces: [] };
    for (const { name, arguments: given } of definition.fields ?? [])
      size.fields.set(name.value, given?.length ?? 0);
    size.interfaces.push(...definition.interfaces.map(({ name }) => name.value));
    types.set(definition.name.value, size);
  }
  visit(document, {
    Directive({ name }) {
      comparisons += directives.get(name.value) ?? 0;
    },
  });
  for (const { fields, interfaces } of types.values()) {
    for (const name of interfaces) {
      const promised = types.get(name);
      if (promised === undefined) continue;
      comparisons += 1 + promised.interfaces.length * interfaces.length;
      if (comparisons + promised.fields.size > maxComparisons) return true;
      for (const [field, given] of promised.fields) comparisons += 1 + given * (1 + (fields.get(field) ?? 0));
    }
  }
  return comparisons > maxComparisons;
}
