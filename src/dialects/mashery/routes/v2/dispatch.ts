import { BellwireError } from '../../../../base/errors.ts';
import type { Json } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import { describe } from './describe-method.ts';
import { ListError } from './each-of.ts';
import { rpcErrorFrom, withIndex } from './errors.ts';
import { type Call, methodNotFound, type Outcome } from './json-rpc.ts';
import { objectMethod } from './object-methods.ts';
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
  } catch (thrown) {
    const error = thrown instanceof ListError ? thrown.cause : thrown;
    const rpc = rpcErrorFrom(error, call.method);
    if (rpc.status >= 500 && !(error instanceof BellwireError)) input.onFault(error);
    const ofList = thrown instanceof ListError && Array.isArray(paramOf(call));
    return { error: ofList ? withIndex(rpc, thrown.index) : rpc };
  }
}

function methodOf(objects: Objects, context: Context, call: Call): (() => Promise<Json>) | null {
  const param = paramOf(call);
  if (call.method === 'object.query') return () => query(objects, context, param);
  if (call.method === 'object.describe') return async () => describe(context, param);
  const [type = '', verb = '', ...rest] = call.method.split('.');
  const isKnown = rest.length === 0 && Object.hasOwn(types, type) && types[type]?.includes(verb);
  const method = isKnown ? objectMethod(verb) : undefined;
  return method === undefined ? null : () => method({ objects, context, type }, param);
}

/** The first of a list or, as many clients write it, all of `params`. */
function paramOf({ params }: Call): Json | undefined {
  return Array.isArray(params) ? params[0] : params;
}
