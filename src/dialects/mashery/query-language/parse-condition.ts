import type { Expression, Literal, Name, Operator } from './query.ts';
import { QueryError } from './query-error.ts';
import type { Reader } from './reader.ts';

/** Deeper nesting than this is refused, so that recursion has an end. */
const maxDepth = 32;

const signs: Record<string, Operator> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** Parses a condition: OR binds less than AND, AND less than NOT. */
export function conditionFrom(reader: Reader, depth = 0): Expression {
  return joined(reader, 'or', () => joined(reader, 'and', () => part(reader, depth)));
}

function joined(reader: Reader, kind: 'and' | 'or', one: () => Expression): Expression {
  const parts = [one()];
  while (reader.takeKeywords(kind)) parts.push(one());
  return parts.length === 1 ? parts[0]! : { kind, parts };
}

function part(reader: Reader, depth: number): Expression {
  if (depth > maxDepth) {
    throw new QueryError(reader.next().column, `conditions may be nested ${maxDepth} levels deep`);
  }
  if (reader.takeKeywords('not')) return { kind: 'not', part: part(reader, depth + 1) };
  if (reader.takeSign('(')) {
    const inside = conditionFrom(reader, depth + 1);
    reader.expectSign(')');
    return inside;
  }
  return comparison(reader);
}

function comparison(reader: Reader): Expression {
  const path: Name[] = [reader.name('a field')];
  while (reader.takeSign('.')) path.push(reader.name('a field'));
  if (reader.takeKeywords('is')) {
    const negated = reader.takeKeywords('not');
    reader.expectKeywords('null');
    return negate(negated, { kind: 'comparison', path, operator: 'is-null', values: [] });
  }
  const negated = reader.takeKeywords('not');
  if (reader.takeKeywords('in')) {
    return negate(negated, { kind: 'comparison', path, operator: 'in', values: list(reader) });
  }
  if (reader.takeKeywords('like')) {
    return negate(negated, { kind: 'comparison', path, operator: 'like', values: [literal(reader)] });
  }
  const token = reader.next();
  const operator = token.kind === 'sign' && Object.hasOwn(signs, token.text) ? signs[token.text] : undefined;
  if (negated || operator === undefined) {
    throw reader.unexpected(negated ? 'IN or LIKE' : 'a comparison such as =, LIKE or IN');
  }
  reader.take();
  return { kind: 'comparison', path, operator, values: [literal(reader)] };
}

function negate(negated: boolean, expression: Expression): Expression {
  return negated ? { kind: 'not', part: expression } : expression;
}

function list(reader: Reader): Literal[] {
  reader.expectSign('(');
  const values = [literal(reader)];
  while (reader.takeSign(',')) values.push(literal(reader));
  reader.expectSign(')');
  return values;
}

function literal(reader: Reader): Literal {
  const { kind, text, column } = reader.next();
  const isBoolean = kind === 'word' && /^(true|false)$/i.test(text);
  if (!isBoolean && kind !== 'text' && kind !== 'number') {
    throw reader.unexpected('a value: quoted text, a number, true or false');
  }
  reader.take();
  return isBoolean
    ? { kind: 'boolean', text: text.toLowerCase(), column }
    : { kind: kind as 'text' | 'number', text, column };
}
