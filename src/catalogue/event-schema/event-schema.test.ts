import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { checkEventSchema } from './check.ts';
import { compileEventSchema } from './compile.ts';

const money = { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } };
const draft07 = 'http://json-schema.org/draft-07/schema#';

/** Definitions that each refer twice to the next: their work doubles with each of them. */
function doubling(levels: number): JsonObject {
  const names = Array.from({ length: levels }, (_, level) => `d${level}`);
  const both = (name: string | undefined) =>
    name === undefined ? true : { allOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] };
  return {
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(names.map((name, level) => [name, both(names[level + 1])])),
  };
}

describe('a schema', () => {
  it.each<[string, JsonObject]>([
    ['that says nothing', {}],
    [
      'of draft-07',
      { $schema: draft07, ...money, definitions: { a: { type: 'string' } }, items: [{ type: 'null' }] },
    ],
    [
      'of 2020-12',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'urn:a', prefixItems: [true] },
    ],
    [
      'with annotations',
      { ...money, title: 'a', description: 'b', examples: [{ $ref: 'x' }], default: { id: 1 } },
    ],
    [
      'with definitions that are shared',
      { $defs: { money }, properties: { a: { $ref: '#/$defs/money' }, b: { $ref: '#/$defs/money' } } },
    ],
    ['with a pointer that is escaped', { $defs: { 'a/b %': money }, $ref: '#/$defs/a~1b%20%25' }],
    [
      'with patterns',
      {
        properties: { a: { type: 'string', pattern: '^(a+)+\\d{2}\\/$' }, b: { pattern: '^.{1,512}$' } },
        patternProperties: { '^x_': true },
      },
    ],
    [
      'with unique items that are few',
      { properties: { a: { type: 'array', uniqueItems: true, maxItems: 100 } } },
    ],
    ['with formats', { properties: { a: { type: 'string', format: 'date-time' } } }],
  ])('%s can be registered', (_what, schema) => {
    expect(checkEventSchema(schema)).toEqual([]);
    expect(compileEventSchema(schema)).toBeTypeOf('function');
  });

  it.each<[string, JsonObject, string, string]>([
    [
      'of another version',
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      'schema.$schema',
      'must be https://json-schema.org/draft/2020-12',
    ],
    [
      'with a type that does not exist',
      { properties: { a: { type: 'text' } } },
      'schema.properties.a.type',
      '',
    ],
    ['with a keyword that does not exist', { propertys: {} }, 'schema', 'unknown keyword'],
    [
      'that refers to another document',
      { $ref: 'https://example.com/a.json' },
      'schema.$ref',
      'into this document',
    ],
    ['that refers to a name', { $ref: '#money' }, 'schema.$ref', 'into this document'],
    ['that refers to nothing', { $ref: '#/$defs/a' }, 'schema.$ref', 'points to nothing'],
    ['that refers to what everything has', { $ref: '#/constructor' }, 'schema.$ref', 'points to nothing'],
    [
      'that leads back to itself',
      { properties: { a: { $ref: '#' } } },
      'schema.properties.a.$ref',
      'back to itself',
    ],
    [
      'in a definition that nobody uses',
      { $defs: { a: { $ref: '#/$defs/a' } } },
      'schema.$defs.a.$ref',
      'back to itself',
    ],
    ['with a dynamic reference', { $dynamicRef: '#a' }, 'schema.$dynamicRef', 'is not supported'],
    [
      'with a nested identity',
      { properties: { a: { $id: 'urn:b' } } },
      'schema.properties.a.$id',
      'only at the top',
    ],
    ['whose references multiply', doubling(12), 'schema', 'more than 2000 schemas'],
    [
      'with a look-ahead',
      { properties: { a: { pattern: '^(?=a)b' } } },
      'schema.properties.a.pattern',
      'without look-around',
    ],
    [
      'with a back-reference',
      { patternProperties: { '^(a)\\1$': true } },
      'schema.patternProperties.^(a)\\1$',
      'without look-around',
    ],
    [
      'with a pattern that repeats much',
      { properties: { a: { pattern: '(?:a{100}){100}' } } },
      'schema.properties.a.pattern',
      'more than 1200 steps',
    ],
    [
      'with a pattern that repeats somewhat too much',
      { patternProperties: { '^.{0,650}$': true } },
      'schema.patternProperties.^.{0,650}$',
      'more than 1200 steps',
    ],
    [
      'with many patterns that nobody uses',
      { $defs: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`d${at}`, { pattern: 'a{999}' }])) },
      'schema',
      'more than 10000 steps together',
    ],
    [
      'with a pattern that is referred to often',
      {
        $defs: { a: { pattern: 'a{999}' } },
        allOf: Array.from({ length: 4 }, () => ({ $ref: '#/$defs/a' })),
      },
      'schema',
      'more than 2000 schemas',
    ],
    ['with a pattern without end', { pattern: 'a'.repeat(501) }, 'schema.pattern', 'at most 500 characters'],
    [
      'with unique items without end',
      { properties: { a: { uniqueItems: true } } },
      'schema.properties.a.uniqueItems',
      'needs maxItems',
    ],
    [
      'with a format nobody checks',
      { properties: { a: { type: 'string', format: 'colour' } } },
      'schema.properties.a.format',
      'must be one of',
    ],
    ['that is too large', { description: 'a'.repeat(65_536) }, 'schema', 'at most 65536 bytes'],
  ])('%s is refused', (_what, schema, field, message) => {
    expect(checkEventSchema(schema)).toContainEqual({ field, message: expect.stringContaining(message) });
  });

  it('holds no more text against patterns than they may take, whatever it comes to', () => {
    const pattern = '^a{1,999}';
    const check = compileEventSchema({ properties: { a: { not: { pattern } }, b: { pattern } } });
    const much = 'b'.repeat(60_000);
    const tooMuch = { field: '', message: expect.stringContaining('more text') };
    expect(check({ a: much })).toEqual(tooMuch);
    expect(check({ b: much })).toEqual(tooMuch);
    expect(check({ a: 'b', b: 'a' })).toBeNull();
    expect(check({ a: much.slice(1, 30_000) })).toBeNull();
  });

  it('tells the first thing that is wrong with data, and where', () => {
    const check = compileEventSchema({ properties: { lines: { type: 'array', items: money } } });
    expect(check({ lines: [{ amount: 1 }] })).toBeNull();
    expect(check({ lines: [{ amount: 1 }, {}] })).toEqual({
      field: 'lines.1.amount',
      message: 'is required',
    });
    expect(check({ lines: [{ amount: 'x' }] })).toEqual({
      field: 'lines.0.amount',
      message: 'must be a number',
    });
  });

  it('holds patterns against any part of a text, as JSON Schema says', () => {
    const check = compileEventSchema({
      properties: { a: { pattern: 'b\\d' }, b: { pattern: '^é\\u00e9$' } },
    });
    expect(check({ a: 'ab1c', b: 'éé' })).toBeNull();
    expect(check({ a: 'abc' })).toMatchObject({ field: 'a' });
  });

  it('is done with a text that keeps other engines busy for ever', () => {
    const check = compileEventSchema({ properties: { a: { pattern: '^(a+)+$' } } });
    expect(check({ a: `${'a'.repeat(100_000)}!` })).toMatchObject({ field: 'a' });
  });
});
