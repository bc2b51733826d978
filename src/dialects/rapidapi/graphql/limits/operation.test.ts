import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkOperation } from './operation.ts';
import { checkText } from './text.ts';

const schema = buildSchema(`
  input Page { first: Int }
  type Query { shop: Shop shops(page: Page, where: [Int]): ShopConnection all: [Shop] }
  type ShopConnection { nodes: [Shop] edges: [ShopEdge] totalCount: Int }
  type ShopEdge { node: Shop }
  type Shop { name: String shop: Shop shops(page: Page): ShopConnection tags: [Shop] }
`);

const check =
  (query: string, variables = {}) =>
  () =>
    checkOperation({ schema, document: parse(query), operationName: null, variables });

describe('an operation', () => {
  it('costs as a list without pages where a page is to have all', () => {
    const shops = (page: string) =>
      `{ shops(page: ${page}) { nodes { name ${'tags { name } '.repeat(190)} } } }`;
    expect(check(shops('{first: 1}'))).not.toThrow();
    expect(check(shops('{first: -1}'))).toThrow('may come to 20000 fields');
  });

  it('costs what its pages hold, whether they are asked for in the text or by a variable', () => {
    const nodes = 'nodes { name shops(page: {first: 20}) { nodes { name shop { name } } } }';
    expect(check(`{ shops(page: {first: 100}) { ${nodes} } }`)).not.toThrow();
    const deep = 'nodes { name shops(page: {first: 100}) { nodes { name shop { name } } } }';
    expect(check(`{ shops(page: {first: 100}) { ${deep} } }`)).toThrow('may come to 20000 fields');
    const byVariable = `query A($page: Page) { shops(page: $page) { ${deep} } }`;
    expect(check(byVariable, { page: { first: 100 } })).toThrow('may come to 20000 fields');
    expect(check(byVariable, { page: { first: 10 } })).not.toThrow();
  });

  it('counts lists without pages as well', () => {
    const inLists = (levels: number): string => (levels === 0 ? 'name' : `tags { ${inLists(levels - 1)} }`);
    expect(check(`{ all { ${inLists(2)} } }`)).not.toThrow();
    expect(check(`{ all { ${inLists(4)} } }`)).toThrow('may come to');
  });

  it('is as deep as its fragments make it', () => {
    const fragments = Array.from(
      { length: 25 },
      (_, n) => `fragment F${n} on Shop { shop { ...F${n + 1} } }`,
    );
    expect(check(`{ shop { ...F0 } } ${fragments.join(' ')} fragment F25 on Shop { name }`)).toThrow(
      'may be nested 20 levels deep; this one has 27',
    );
  });

  it('is measured at once when fragments spread one another twice', () => {
    const doubled = Array.from(
      { length: 18 },
      (_, n) => `fragment F${n} on Shop { a: shop { ...F${n + 1} } b: shop { ...F${n + 1} } }`,
    );
    expect(check(`{ shop { ...F0 } } ${doubled.join(' ')} fragment F18 on Shop { name }`)).toThrow(
      'may come to',
    );
    const top = Array.from({ length: 40 }, (_, n) => `fragment T${n} on Query { ...T${n + 1} ...T${n + 1} }`);
    expect(check(`{ ...T0 } ${top.join(' ')} fragment T40 on Query { shop { name } }`)).toThrow(
      'may have 20 fields at its top',
    );
  });

  it('takes no list of more than 100 items, in the text or in a variable', () => {
    const numbers = (length: number) => Array.from({ length }, (_, n) => n);
    const query = 'query A($where: [Int]) { shops(where: $where) { totalCount } }';
    expect(check(query, { where: numbers(100) })).not.toThrow();
    expect(check(query, { where: numbers(101) })).toThrow('may have 100 items; this one has 101');
    expect(check(`{ shops(where: [${numbers(101)}]) { totalCount } }`)).toThrow('may have 100 items');
  });
});

describe('a variable', () => {
  it('is nested 100 levels deep at most', () => {
    const nested = (levels: number): unknown => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
      return value;
    };
    const query = 'query A($where: [Int]) { shops(where: $where) { totalCount } }';
    expect(check(query, { where: nested(100) })).not.toThrow();
    for (const levels of [102, 50_000])
      expect(check(query, { where: nested(levels) })).toThrow('may be nested 100 levels deep');
  });
});

describe('a text', () => {
  it('is refused by its depth exactly from 21 brackets on, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{', '(', '['), { maxLength: 40 }), (brackets) => {
        const text = brackets.map((one) => `a ${one}`).join(' ');
        if (brackets.length > 20) expect(() => checkText(text)).toThrow('20 levels deep');
        else expect(() => checkText(text)).not.toThrow();
      }),
    );
  });

  it('is left to the parser where it is no GraphQL', () => {
    expect(() => checkText('{ "never closed')).not.toThrow();
    expect(() => checkText('\u0000')).not.toThrow();
  });
});
