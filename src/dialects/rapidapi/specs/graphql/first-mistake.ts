import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  specifiedDirectives,
  specifiedScalarTypes,
  type TypeSystemDefinitionNode,
  type TypeSystemExtensionNode,
  visit,
} from 'graphql';

interface Named {
  name: { value: string };
}

/**
 * The first thing that is wrong with the names of a schema, or null. The library checks them too, but has no end where much
 * is wrong at once: it looks for similar names among all there are, and names all places of a repeated one each time.
 */
export function firstMistake({ definitions }: DocumentNode): string | null {
  const seen = createSeen();
  const types = new Set(specifiedScalarTypes.map(({ name }) => name));
  const directives = new Map(
    specifiedDirectives.map(({ name, args }) => [name, new Set(args.map((one) => one.name))]),
  );
  for (const one of definitions as readonly (TypeSystemDefinitionNode | TypeSystemExtensionNode)[]) {
    if (one.kind === Kind.DIRECTIVE_DEFINITION) {
      seen.once('directive', `@${one.name.value}`);
      directives.set(one.name.value, new Set(one.arguments?.map(({ name }) => name.value)));
    } else if (isTypeDefinition(one)) {
      seen.once('type', one.name.value);
      types.add(one.name.value);
    }
  }
  for (const one of definitions) partsOf(one as Parts, seen);
  visit(
    { kind: Kind.DOCUMENT, definitions },
    {
      NamedType: ({ name }) => types.has(name.value) || seen.problem(`has no type "${name.value}"`),
      Directive: (node) => checkDirective(node, directives, seen),
    },
  );
  for (const one of definitions) {
    if (isTypeExtension(one) && !types.has(one.name.value))
      seen.problem(`extends "${one.name.value}", which is not there`);
  }
  return seen.first();
}

type Seen = ReturnType<typeof createSeen>;

function createSeen() {
  const names = new Set<string>();
  let first: string | null = null;
  /** Answers with false, so that the visitor goes no deeper. */
  const problem = (message: string) => {
    first ??= message;
    return false as const;
  };
  return {
    first: () => first,
    problem,
    /** Takes a name among those of its kind, and finds fault with the second one. */
    once(kind: string, name: string): void {
      const key = `${kind} ${name}`;
      if (names.has(key)) problem(`has the ${key} twice`);
      names.add(key);
    },
  };
}

/** Whatever a definition can have: those that it does not have are not there. */
interface Parts {
  kind: string;
  name?: { value: string };
  fields?: readonly (Named & { arguments?: readonly Named[] })[];
  values?: readonly Named[];
  types?: readonly Named[];
  interfaces?: readonly Named[];
  arguments?: readonly Named[];
  operationTypes?: readonly { operation: string }[];
}

function partsOf(one: Parts, seen: Seen): void {
  const of = one.name?.value ?? 'the schema';
  for (const { name, arguments: given } of one.fields ?? []) {
    const field = `${of}.${name.value}`;
    seen.once('field', field);
    for (const argument of given ?? []) seen.once('argument', `${field}(${argument.name.value}:)`);
  }
  for (const { name } of one.values ?? []) seen.once('value', `${of}.${name.value}`);
  for (const { name } of one.types ?? []) seen.once('type', `${name.value} of ${of}`);
  for (const { name } of one.interfaces ?? []) seen.once('interface', `${name.value} of ${of}`);
  for (const { name } of one.arguments ?? []) seen.once('argument', `@${of}(${name.value}:)`);
  for (const { operation } of one.operationTypes ?? []) seen.once('root', operation);
}

function checkDirective(
  { name, arguments: given }: DirectiveNode,
  directives: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Seen,
): void {
  const known = directives.get(name.value);
  if (known === undefined) seen.problem(`has no directive "@${name.value}"`);
  const here = new Set<string>();
  for (const argument of given ?? []) {
    const called = argument.name.value;
    if (known !== undefined && !known.has(called))
      seen.problem(`gives @${name.value} the argument "${called}", which it has not`);
    if (here.has(called)) seen.problem(`gives @${name.value} the argument "${called}" twice`);
    here.add(called);
  }
}

function isTypeDefinition(one: { kind: string }): one is { kind: string } & Named {
  return one.kind.endsWith('TypeDefinition');
}

function isTypeExtension(one: { kind: string }): one is { kind: string } & Named {
  return one.kind.endsWith('TypeExtension');
}
