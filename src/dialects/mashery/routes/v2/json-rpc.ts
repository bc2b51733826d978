import { isJsonObject, type Json, type JsonObject } from '../../../../base/json.ts';

/** The three JSON-RPC versions that V2 answers, each in its own words. */
type Version = '1.0' | '1.1' | '2.0';

/** One call. */
export interface Call {
  version: Version;
  id: Json;
  /** Answered with nothing: only version 2.0 has such calls, those without an id. */
  notification: boolean;
  method: string;
  params: Json[] | JsonObject;
}

/** An error with V2's or JSON-RPC's own code, and the HTTP status that goes with it. */
export interface RpcError {
  status: number;
  code: number;
  message: string;
  data?: Json;
}

/** What came of a call. */
export type Outcome = { result: Json } | { error: RpcError };

export const parseError: RpcError = { status: 400, code: -32700, message: 'Parse error' };

export function invalidRequest(detail: string): RpcError {
  return { status: 400, code: -32600, message: 'Invalid Request', data: detail };
}

export function methodNotFound(method: string): RpcError {
  return { status: 404, code: -32601, message: 'Method not found', data: method };
}

export function invalidParams(detail: string): RpcError {
  return { status: 400, code: -32602, message: 'Invalid params', data: detail };
}

export const internalError: RpcError = { status: 500, code: -32603, message: 'Internal error' };

/** A call as it was sent, or what is wrong with it together with the version and id to answer in. */
export function callFrom(value: Json): Call | { version: Version; id: Json; error: RpcError } {
  if (!isJsonObject(value)) {
    return { version: '1.0', id: null, error: invalidRequest('A call is a JSON object.') };
  }
  const version = versionOf(value);
  const id = value.id ?? null;
  if (Array.isArray(id) || isJsonObject(id)) {
    return { version, id: null, error: invalidRequest('The id is a string, a number or null.') };
  }
  const { method } = value;
  if (typeof method !== 'string') {
    return { version, id, error: invalidRequest('The method is a string.') };
  }
  const params = value.params ?? [];
  if (!Array.isArray(params) && !isJsonObject(params)) {
    return { version, id, error: invalidRequest('The params are a list or an object.') };
  }
  const notification = version === '2.0' && !Object.hasOwn(value, 'id');
  return { version, id, notification, method, params };
}

/** The reply to a call, in its own version. */
export function replyTo({ version, id }: Pick<Call, 'version' | 'id'>, outcome: Outcome): JsonObject {
  const failed = 'error' in outcome;
  switch (version) {
    case '1.0':
      return failed
        ? { result: null, error: errorIn(version, outcome.error), id }
        : { result: outcome.result, error: null, id };
    case '1.1':
      return failed
        ? { version, error: errorIn(version, outcome.error), id }
        : { version, result: outcome.result, id };
    case '2.0':
      return failed
        ? { jsonrpc: version, error: errorIn(version, outcome.error), id }
        : { jsonrpc: version, result: outcome.result, id };
  }
}

function errorIn(version: Version, { code, message, data }: RpcError): JsonObject {
  const error: JsonObject = { code, message };
  // Required by the draft of version 1.1.
  if (version === '1.1') error.name = 'JSONRPCError';
  if (data !== undefined) error.data = data;
  return error;
}

function versionOf(call: JsonObject): Version {
  if (call.jsonrpc === '2.0') return '2.0';
  return call.version === '1.1' ? '1.1' : '1.0';
}
