import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { type Operation, problem } from './operation.ts';

/** What is shown in the place of a value. Given back, it stands for the value that there is. */
export const hiddenValue = '********';

export interface SecretParameterInput {
  name: string;
  value: string;
  description?: string | null;
  placement?: string | null;
}

/** What a version is to have: what is shown of its parameters, and their values by the ids of those. */
interface Wanted {
  parameters: JsonObject[];
  values: Record<string, string>;
  /** Whether a value is another one than before, or there is one less. */
  valuesChange: boolean;
}

const maxParameters = 30;
const maxValue = 4096;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const control = /[\u0000-\u001f\u007f]/;

/**
 * The secret parameters that a version is to have instead of those that it has. One of the same name and place keeps its id.
 * Throws `invalid`, without the values.
 */
export async function wantedSecrets(
  op: Operation,
  version: ObjectRecord,
  inputs: readonly SecretParameterInput[],
  field: string,
): Promise<Wanted> {
  if (inputs.length > maxParameters) throw problem(field, `may be ${maxParameters} at most`);
  const before = await valuesOf(op, version);
  const known = new Map(
    parametersOf(version).map((one) => [keyOf(String(one.placement), String(one.name)), String(one.id)]),
  );
  const wanted: Wanted = { parameters: [], values: {}, valuesChange: false };
  const seen = new Set<string>();
  for (const [index, { name, value, description, placement: given }] of inputs.entries()) {
    const place = `${field}.${index}`;
    const placement = given ?? 'HEADER';
    checkName(name, placement, `${place}.name`);
    const key = keyOf(placement, name);
    if (seen.has(key)) throw problem(`${place}.name`, 'is that of another one in the same place');
    seen.add(key);
    const id = known.get(key) ?? op.ids.uuid();
    wanted.parameters.push({ id, name, placement, description: description ?? '' });
    wanted.values[id] = soundValue(value, before[id], `${place}.value`);
  }
  const ids = new Set([...Object.keys(before), ...Object.keys(wanted.values)]);
  wanted.valuesChange = [...ids].some((id) => before[id] !== wanted.values[id]);
  return wanted;
}

/** Keeps the values of a version that was just changed, or counts as changed because of them. */
export async function keepSecrets(
  op: Operation,
  { before, after, wanted }: { before: ObjectRecord; after: ObjectRecord; wanted: Wanted },
): Promise<ObjectRecord> {
  if (!wanted.valuesChange) return after;
  if (after.version === before.version) await op.steps.touch(after);
  op.steps.keepSecret(after, wanted.parameters.length === 0 ? null : JSON.stringify(wanted.values));
  return op.steps.get('api_version', after.id);
}

/** A version that is made from another one has the same values. */
export async function copySecrets(op: Operation, from: ObjectRecord, to: ObjectRecord): Promise<void> {
  const text = await op.steps.secretOf(from);
  if (text !== null) op.steps.keepSecret(to, text);
}

async function valuesOf({ steps }: Operation, version: ObjectRecord): Promise<Record<string, string>> {
  return JSON.parse((await steps.secretOf(version)) ?? '{}') as Record<string, string>;
}

function parametersOf({ fields }: ObjectRecord): JsonObject[] {
  return Array.isArray(fields.secretParameters) ? (fields.secretParameters as JsonObject[]) : [];
}

/** Names of headers are the same whatever their case. */
function keyOf(placement: string, name: string): string {
  return `${placement} ${placement === 'HEADER' ? name.toLowerCase() : name}`;
}

function checkName(name: string, placement: string, field: string): void {
  if (name === '' || name.length > 255 || control.test(name))
    throw problem(field, 'must be a name of 1 to 255 characters');
  if (placement === 'HEADER' && !headerName.test(name))
    throw problem(field, 'must be the name of a header, such as X-Api-Secret');
}

function soundValue(value: string, before: string | undefined, field: string): string {
  if (value === hiddenValue) {
    if (before === undefined) throw problem(field, 'is required: there is no value yet that could stay');
    return before;
  }
  if (value === '' || value.length > maxValue || control.test(value))
    throw problem(field, `must be a text of 1 to ${maxValue} characters in one line`);
  return value;
}
