import { BellwireError } from '../../../../base/errors.ts';
import type { Json } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import { describe } from './describe-method.ts';
import { rpcErrorFrom } from './errors.ts';
import { type Call, methodNotFound, type Outcome } from './json-rpc.ts';
import { objectMethods } from './object-methods.ts';
import { query } from './query-method.ts';

/** The types that have methods of their own. Roles come with the product, so V2 only fetches them. */
const types: Readonly<Record<string, readonly string[]>> = {
  member: ['create', 'update', 'delete', 'fetch', 'validate'],
  application: ['create', 'update', 'delete', 'fetch', 'validate'],
  key: ['create', 'update', 'delete', 'fetch', 'validate'],
  package_key: ['create', 'update', 'delete', 'fetch', 'validate'],
  package: ['create', 'update', 'delete', 'fetch', 'validate'],
  plan: ['create', 'update', 'delete', 'fetch', 'validate'],
  service: ['create', 'update', 'delete', 'fetch', 'validate'],
  role: ['fetch'],
};

/** Runs a call. Every error becomes an outcome; `onFault` hears of those that are nobody's but ours. */
export async function dispatch(
  input: { objects: Objects; context: Context; onFault(error: unknown): void },
  call: Call,
): Promise<Outcome> {
  const run = methodOf(input.objects, input.context, call);
  if (run === null) return { error: methodNotFound(call.method) };
  try {
    return { result: await run() };
  } catch (error) {
    const rpc = rpcErrorFrom(error, call.method);
    if (rpc.status >= 500 && !(error instanceof BellwireError)) input.onFault(error);
    return { error: rpc };
  }
}

function methodOf(objects: Objects, context: Context, call: Call): (() => Promise<Json>) | null {
  // The parameter is the first of a list or, as many clients write it, all of `params`.
  const param = Array.isArray(call.params) ? call.params[0] : call.params;
  if (call.method === 'object.query') return () => query(objects, context, param);
  if (call.method === 'object.describe') return async () => describe(context, param);
  const [type, verb, ...rest] = call.method.split('.');
  const isKnown =
    type !== undefined &&
    verb !== undefined &&
    rest.length === 0 &&
    Object.hasOwn(types, type) &&
    types[type]?.includes(verb);
  const method = isKnown ? objectMethods[verb] : undefined;
  return method === undefined ? null : () => method({ objects, context, type: type!, param });
}
