import fc from 'fast-check';
import { buildSchema, introspectionFromSchema, parse, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { BellwireError } from '../../../../base/errors.ts';
import { type SchemaSourceType, soundSchema, sourceTypeOf } from './sound-schema.ts';

const sdl = `"""What one can ask for"""
type Query {
  place(id: ID!, unit: Unit = METRIC): Place
}

interface Named {
  name: String!
}

type Place implements Named {
  name: String!
  temperature: Float @deprecated(reason: "Use now")
}

enum Unit {
  METRIC
  IMPERIAL
}`;

function refusalOf(source: string, type: SchemaSourceType = 'SDL'): string {
  try {
    soundSchema(source, type, 'schema');
  } catch (error) {
    expect(error).toBeInstanceOf(BellwireError);
    return (error as BellwireError).problems.map(({ field, message }) => `${field} ${message}`).join('; ');
  }
  return 'taken';
}
const many = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

describe('a GraphQL schema', () => {
  it('is kept as it was written', () => {
    expect(soundSchema(sdl, 'SDL', 'schema')).toEqual({ sdl, sourceType: 'SDL' });
  });

  it('is the same from the answer to the introspection query, with or without the answer around it', () => {
    const answer = introspectionFromSchema(buildSchema(sdl));
    const wanted = printSchema(buildSchema(sdl));
    for (const json of [answer, { data: answer }]) {
      expect(soundSchema(JSON.stringify(json), 'introspection', 'schema').sdl).toBe(wanted);
    }
  });

  it('is the same from the tree of a parser', () => {
    const tree = JSON.stringify(parse(sdl, { noLocation: true }));
    expect(soundSchema(tree, 'schemaAST', 'schema').sdl.trim()).toBe(sdl);
  });

  it('says itself in which form it is', () => {
    const texts = [sdl, JSON.stringify(parse(sdl)), ' {"data": {}}'];
    expect(texts.map(sourceTypeOf)).toEqual(['SDL', 'schemaAST', 'introspection']);
  });
});

describe('a GraphQL schema that is none', () => {
  it.each<[string, string, RegExp]>([
    ['blank', ' ', /required/],
    ['no GraphQL', 'type Query {', /is no GraphQL: Syntax Error.*line 1, column 13/],
    ['a query', '{ a }', /has a query/],
    ['without a root', 'type A { a: Int }', /Query root type must be provided/],
    ['with an unknown type', 'type Query { a: Place }', /has no type "Place"/],
    [
      'extending what is not there',
      'type Query { a: Int } extend type A { b: Int }',
      /extends "A"|no type "A"/,
    ],
    ['with a field twice', 'type Query { a: Int a: Int }', /has the field Query.a twice/],
    ['with a type twice', 'type Query { a: Int } type Query { b: Int }', /has the type Query twice/],
    ['with an unknown directive', 'type Query { a: Int @key }', /no directive "@key"/],
    [
      'with an argument that a directive has not',
      'type Query { a: Int @deprecated(why: "") }',
      /gives @deprecated the argument "why"/,
    ],
    [
      'without a field that its interface promises',
      'interface I { b: Int } type Query implements I { a: Int }',
      /expected but Query does not provide it/,
    ],
    ['with a name that is reserved', 'type Query { __a: Int }', /must not begin with "__"/],
  ])('is refused with the reason: %s', (_what, text, message) => {
    expect(refusalOf(text)).toMatch(message);
  });

  it.each<[string, string, SchemaSourceType, RegExp]>([
    ['no JSON', '{"a":', 'introspection', /is no JSON/],
    ['a list', '[]', 'schemaAST', /kind Document/],
    ['some other answer', '{"data": {"place": 1}}', 'introspection', /__schema/],
    ['an answer in part', '{"__schema": {"types": []}}', 'introspection', /no types/],
    [
      'an answer of another form',
      '{"__schema": {"queryType": {"name": "Query"}, "types": [{"kind": "OBJECT", "name": "Query", "interfaces": 5}]}}',
      'introspection',
      /no sound answer/,
    ],
    ['a tree of another kind', '{"kind": "Field"}', 'schemaAST', /kind Document/],
    [
      'a tree with what is no node',
      '{"kind": "Document", "definitions": [{"kind": "Foo"}]}',
      'schemaAST',
      /no tree/,
    ],
    [
      'a tree with text in the place of a name',
      JSON.stringify(parse('type Query { a: Int }', { noLocation: true })).replace('"a"', '"a: Int } {"'),
      'schemaAST',
      /is no GraphQL/,
    ],
  ])('is refused as JSON: %s', (_what, text, type, message) => {
    expect(refusalOf(text, type)).toMatch(message);
  });

  it.each<[string, string, SchemaSourceType]>([
    ['brackets', `type Query { a(b: [Int] = ${'['.repeat(200_000)}): Int }`, 'SDL'],
    ['JSON', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'introspection'],
    [
      'a default value',
      JSON.stringify({ __schema: { types: [{ defaultValue: '['.repeat(100_000) }] } }),
      'introspection',
    ],
  ])('is stopped ahead of the parser where it is nested without end: %s', (_what, text, type) => {
    expect(refusalOf(text, type)).toMatch(/nested/);
  });

  // Each of these kept the library busy for many seconds: every mistake is an error, with all its places.
  it.each<[string, string, RegExp]>([
    [
      'unknown types',
      `type Query { a: Int } ${many(2500, (n) => `type T${n} { a: U${n} }`)}`,
      /no type "U0"/,
    ],
    ['repeated values', `type Query { a: Int } enum E { ${'A '.repeat(19_000)} }`, /value E.A twice/],
    [
      'repeated interfaces',
      `type Query { a: Int } interface I { a: Int } ${'extend type Query implements I '.repeat(2400)}`,
      /interface I of Query twice/,
    ],
    [
      'fields that are missing',
      `type Query { a: Int } interface I { ${many(200, (n) => `f${n}: Int`)} } ${many(900, (n) => `type T${n} implements I { a: Int }`)}`,
      /too many fields of interfaces/,
    ],
    ['words', many(6000, (n) => `type T${n} { a: Int }`), /20000 words and signs/],
  ])('is told of at once where there is no end of %s', (_what, text, message) => {
    expect(refusalOf(text)).toMatch(message);
  });

  it('is either taken or told of, whatever the text', () => {
    const part = fc.constantFrom(
      ...[
        'type ',
        'Query ',
        'A ',
        '{ ',
        '} ',
        'a: ',
        'Int ',
        '! ',
        '[ ',
        '] ',
        '( ',
        ') ',
        '= ',
        '"" ',
        '@d ',
        '| ',
      ],
      ...[
        'extend ',
        'union ',
        'enum ',
        'input ',
        'interface ',
        'implements ',
        'directive ',
        'on ',
        'schema ',
        '& ',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        expect(refusalOf(`type Query { a: Int } ${parts.join('')}`)).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
