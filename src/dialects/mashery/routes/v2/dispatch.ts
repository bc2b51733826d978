import { BellwireError } from '../../../../base/errors.ts';
import type { Json } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import { fetchArea, hello } from './area-methods.ts';
import { describe } from './describe-method.ts';
import { ListError } from './each-of.ts';
import { rpcErrorFrom, withIndex } from './errors.ts';
import { type Call, methodNotFound, type Outcome } from './json-rpc.ts';
import { addRole, removeRole } from './member-roles.ts';
import { objectMethod } from './object-methods.ts';
import { query } from './query-method.ts';

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
  const all = Array.isArray(call.params) ? call.params : [];
  if (call.method === 'member.addRole') return () => addRole(objects, context, all);
  if (call.method === 'member.removeRole') return () => removeRole(objects, context, all);
  if (call.method === 'area.fetch') return async () => fetchArea(context);
  if (call.method === 'test.hello') return async () => hello();
  const [type = '', verb = '', ...rest] = call.method.split('.');
  const isKnown = rest.length === 0 && Object.hasOwn(context.catalogue.types, type);
  const method = isKnown ? objectMethod(verb) : undefined;
  return method === undefined ? null : () => method({ objects, context, type }, param);
}

/** The first of a list or, as many clients write it, all of `params`. */
function paramOf({ params }: Call): Json | undefined {
  return Array.isArray(params) ? params[0] : params;
}
