import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { given } from './names.ts';
import { problem } from './operation.ts';

/** What a gateway would go by. Bellwire is none, and keeps it. */
export interface ApiSettings {
  useHttpProxy?: boolean | null;
  requestTimeout?: number | null;
  requestSizeLimit?: number | null;
  saveRequestHeadersLogging?: boolean | null;
  saveRequestQueryParametersLogging?: boolean | null;
  saveRequestBodyLogging?: boolean | null;
  saveResponseHeadersLogging?: boolean | null;
  saveResponseBodyLogging?: boolean | null;
  requestSchemaValidation?: boolean | null;
  requestSchemaValidationUnknownAttributePolicy?: string | null;
  patternMatch?: boolean | null;
  patternMatchAllowOtherTypes?: boolean | null;
}

export const settingNames = [
  'useHttpProxy',
  'requestTimeout',
  'requestSizeLimit',
  'saveRequestHeadersLogging',
  'saveRequestQueryParametersLogging',
  'saveRequestBodyLogging',
  'saveResponseHeadersLogging',
  'saveResponseBodyLogging',
  'requestSchemaValidation',
  'requestSchemaValidationUnknownAttributePolicy',
  'patternMatch',
  'patternMatchAllowOtherTypes',
] as const satisfies readonly (keyof ApiSettings)[];

/** The settings that an API is to have: those that are not given stay. Throws `invalid`. */
export function wantedSettings(api: ObjectRecord, input: ApiSettings): JsonObject {
  for (const name of ['requestTimeout', 'requestSizeLimit'] as const)
    if (Number(input[name] ?? 0) < 0) throw problem(name, 'must be zero or more');
  const wanted = given(Object.fromEntries(settingNames.map((name) => [name, input[name]]))) as JsonObject;
  return { ...settingsOf(api.fields), ...wanted };
}

/** The settings in the fields of an API. */
export function settingsOf({ settings }: JsonObject): JsonObject {
  return (settings ?? {}) as JsonObject;
}
