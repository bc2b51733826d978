import { messageOf, type Problem } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { findUnstorable } from '../storable.ts';
import { boundsProblems } from './bounds.ts';
import { compileEventSchema, draft07, draft2020, isKnownDraft, metaProblems } from './compile.ts';

const maxBytes = 64 * 1024;

/** What is wrong with a schema that is to be registered. Fields begin with `schema`. */
export function checkEventSchema(schema: JsonObject): Problem[] {
  // First: what else looks at it would run out of stack over what is nested without end.
  const unstorable = findUnstorable(schema, 'schema');
  if (unstorable.length > 0) return unstorable;
  if (Buffer.byteLength(JSON.stringify(schema)) > maxBytes) {
    return [{ field: 'schema', message: `must be at most ${maxBytes} bytes large` }];
  }
  if (!isKnownDraft(schema)) {
    return [{ field: 'schema.$schema', message: `must be ${draft2020} or ${draft07}` }];
  }
  const shape = metaProblems(schema);
  if (shape.length > 0) return shape;
  const bounds = boundsProblems(schema);
  if (bounds.length > 0) return bounds;
  try {
    compileEventSchema(schema);
    return [];
  } catch (error) {
    return [{ field: 'schema', message: `cannot be used: ${messageOf(error)}` }];
  }
}
