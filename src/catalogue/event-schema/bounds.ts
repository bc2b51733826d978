import type { Problem } from '../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { estimateSteps } from './estimate-steps.ts';
import { formats, refusedKeywords, subschemasIn } from './keywords.ts';
import { linearPatterns } from './linear-patterns.ts';

/** How many schemas a value may be held against, each reference counted as what it stands for. */
const maxSchemas = 2000;
/** A pattern is as dear as so many other schemas at least, and a schema as dear as so many steps of a pattern. */
const patternCost = 20;
const stepsPerSchema = 2;
const maxPatternLength = 500;
/** Each character may take all of them. */
const maxPatternSteps = 1200;
/** In all patterns that are written down, used or not: to make them takes time too. */
const maxSteps = 10_000;
/** Comparing each item with each takes the square of this. */
const maxUniqueItems = 1000;

/**
 * What would let a schema take unreasonable time over data, or look outside itself: the work of a validation must be
 * bounded by the size of the data and this document's. References may share a definition, but not lead in a circle,
 * and not multiply one another.
 */
export function boundsProblems(root: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const costs = new Map<object, number>();
  const under = new Set<object>();
  let steps = 0;
  const wrong = (path: string, message: string) => {
    problems.push({ field: path, message });
    return 1;
  };

  function costOf(schema: Json | undefined, path: string): number {
    if (!isJsonObject(schema)) return 1;
    if (under.has(schema)) return wrong(path, 'must not lead back to itself');
    const known = costs.get(schema);
    if (known !== undefined) return known;
    under.add(schema);
    let cost = 1;
    for (const [keyword, value] of Object.entries(schema))
      cost += costOfKeyword(keyword, value, schema, path);
    under.delete(schema);
    costs.set(schema, cost);
    return cost;
  }

  function costOfKeyword(keyword: string, value: Json, schema: JsonObject, path: string): number {
    const at = `${path}.${keyword}`;
    if (refusedKeywords.has(keyword)) return wrong(at, 'is not supported');
    if (schema !== root && (keyword === '$id' || keyword === '$schema')) {
      return wrong(at, 'may stand only at the top');
    }
    switch (keyword) {
      case '$ref':
        return costOfReference(value, at);
      case '$defs':
      case 'definitions':
        // Costs only where it is referred to; what is wrong in it is wrong anyway.
        for (const [name, each] of entriesOf(value)) costOf(each, `${at}.${name}`);
        return 0;
      case 'pattern':
        return costOfPattern(value, at);
      case 'patternProperties':
        return entriesOf(value).reduce((sum, [pattern, each]) => {
          const inside = `${at}.${pattern}`;
          return sum + costOfPattern(pattern, inside) + costOf(each, inside);
        }, 0);
      case 'uniqueItems':
        if (value === true && !(Number(schema.maxItems ?? Number.NaN) <= maxUniqueItems)) {
          return wrong(at, `needs maxItems beside it, of at most ${maxUniqueItems}`);
        }
        return 1;
      case 'format':
        if (!formats.some((format) => format === value)) {
          return wrong(at, `must be one of: ${formats.join(', ')}`);
        }
        return 1;
    }
    const kind = subschemasIn[keyword];
    if (kind === undefined) return 0;
    const children = kind === 'one' && !Array.isArray(value) ? [['', value] as const] : entriesOf(value);
    return children.reduce((sum, [name, each]) => sum + costOf(each, name === '' ? at : `${at}.${name}`), 0);
  }

  function costOfReference(value: Json, at: string): number {
    if (typeof value !== 'string' || !/^#(\/|$)/.test(value)) {
      return wrong(at, 'must be a JSON pointer into this document, such as #/$defs/money');
    }
    const target = targetOf(root, value);
    return target === undefined ? wrong(at, 'points to nothing') : costOf(target, at);
  }

  function costOfPattern(value: Json, at: string): number {
    if (typeof value !== 'string') return 1;
    if (value.length > maxPatternLength) {
      return wrong(at, `must have at most ${maxPatternLength} characters`);
    }
    // Once it is too much nothing more is made, as that is what takes the time.
    if (steps > maxSteps) return patternCost;
    const tooLarge = `must not come to more than ${maxPatternSteps} steps, repetitions written out`;
    // Twice as much, because it is an estimate.
    if (estimateSteps(value) > 2 * maxPatternSteps) return wrong(at, tooLarge);
    try {
      const own = linearPatterns(value).steps;
      steps += own;
      if (own > maxPatternSteps) return wrong(at, tooLarge);
      return Math.max(patternCost, Math.ceil(own / stepsPerSchema));
    } catch {
      return wrong(at, 'must be a regular expression without look-around and back-references');
    }
  }

  const cost = costOf(root, 'schema');
  if (steps > maxSteps) {
    wrong(
      'schema',
      `must not have patterns of more than ${maxSteps} steps together, repetitions written out`,
    );
  } else if (cost > maxSchemas) {
    wrong(
      'schema',
      `must not hold a value against more than ${maxSchemas} schemas, references counted in full and patterns by their size`,
    );
  }
  return uniqueByField(problems);
}

function entriesOf(value: Json): [string, Json][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** What a JSON pointer in a fragment (RFC 6901, section 6) points to. */
function targetOf(root: JsonObject, reference: string): Json | undefined {
  let target: Json | undefined = root;
  for (const part of reference.split('/').slice(1)) {
    if (typeof target !== 'object' || target === null) return undefined;
    const name = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    target = Object.hasOwn(target, name) ? (target as Record<string, Json>)[name] : undefined;
  }
  return typeof target === 'boolean' || isJsonObject(target) ? target : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function uniqueByField(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.field, problem])).values()];
}
