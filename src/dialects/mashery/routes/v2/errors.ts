import { BellwireError, type Problem } from '../../../../base/errors.ts';
import { isJsonObject, type JsonObject } from '../../../../base/json.ts';
import { QueryError } from '../../query-language/query-error.ts';
import { internalError, invalidParams, type RpcError } from './json-rpc.ts';

/** An error that a V2 method raises by itself, already in V2's words. */
export class V2Error extends Error {
  readonly rpc: RpcError;

  constructor(rpc: RpcError) {
    super(rpc.message);
    this.name = 'V2Error';
    this.rpc = rpc;
  }
}

/** Code 1002, as for an object that should name itself and does not. */
export function fieldRequired(field: string): RpcError {
  const message = `Field "${field}" is required`;
  return { status: 400, code: 1002, message, data: [{ field, message: 'is required' }] };
}

/** Code 5000, of the methods that take two objects. */
export function objectNotFound(type: string, field: string, value: string): RpcError {
  return {
    status: 400,
    code: 5000,
    message: `Object "${type}" with "${field}" of "${value}" could not be found`,
  };
}

/** The codes of "could not be done, and it is not your fault", by the last part of the method's name. */
const failures: Readonly<Record<string, { code: number; message: string }>> = {
  create: { code: 2001, message: 'Create Failed' },
  update: { code: 2002, message: 'Update Failed' },
  delete: { code: 2003, message: 'Delete Failed' },
  addRole: { code: 2002, message: 'This role could not be added' },
  removeRole: { code: 2002, message: 'This role could not be removed' },
};

/** The same error of one object of a list: each entry of its data has the object's `index` besides. */
export function withIndex(error: RpcError, index: number): RpcError {
  const { data } = error;
  if (typeof data === 'string') return { ...error, data: [{ index, field: '', message: data }] };
  if (!Array.isArray(data)) return error;
  return { ...error, data: data.map((entry) => (isJsonObject(entry) ? { index, ...entry } : entry)) };
}

/** Whatever went wrong in a method, as V2 tells it: the one place that knows V2's codes and statuses. */
export function rpcErrorFrom(error: unknown, method: string): RpcError {
  if (error instanceof V2Error) return error.rpc;
  if (error instanceof QueryError) return invalidParams(error.message);
  const verb = method.slice(method.indexOf('.') + 1);
  const failure = Object.hasOwn(failures, verb) ? failures[verb] : undefined;
  const failed: RpcError = failure === undefined ? internalError : { status: 500, ...failure };
  // An internal fault never says what it was.
  if (!(error instanceof BellwireError)) return failed;
  const said = { data: dataOf(error) };
  switch (error.code) {
    case 'required':
      return error.problems[0] === undefined
        ? { status: 400, code: 1000, message: 'Invalid Object', ...said }
        : { ...fieldRequired(error.problems[0].field), ...said };
    case 'duplicate':
      return { status: 400, code: 1001, message: 'Duplicate Object', ...said };
    case 'refused':
      // The record calls 2003 the code of a deletion that a trigger stops; its 1000 is about an object's fields.
      return verb === 'delete'
        ? { ...failed, ...said }
        : { status: 400, code: 1000, message: 'Invalid Object', ...said };
    case 'invalid':
    case 'not-found':
      return { status: 400, code: 1000, message: 'Invalid Object', ...said };
    case 'conflict':
    case 'unavailable':
      return { ...failed, ...said };
    case 'forbidden':
    case 'unauthenticated':
      return { status: 403, code: 403, message: 'Forbidden', ...said };
  }
}

/** `[{field, message}]`, as 1000 has it; what is said of the whole comes first, under a blank field. */
function dataOf(error: BellwireError): JsonObject[] {
  const problems = error.problems.map(({ field, message }: Problem) => ({ field, message }));
  const whole = { field: '', message: error.message };
  return error.code === 'refused' || problems.length === 0 ? [whole, ...problems] : problems;
}
