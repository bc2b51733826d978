import type { JsonObject } from '../../base/json.ts';
import type { ObjectSnapshot } from '../../store/records/event.ts';

/** One effective limit. `source` is the type of the object that sets it; a ceiling of 0 means that none is set. */
export interface Limit {
  period: string;
  source: string;
  ceiling: number;
}

/**
 * The limits that hold for a key, a package key or a plan: always two, calls per second and calls per period.
 * A key's own values count where they are set, and for a package key only where its plan lets keys override
 * (vendor's page on key overrides). An exemption shows as a ceiling of 0, since the list has no word for it.
 */
export function limitsOf(object: ObjectSnapshot, related: Readonly<Record<string, ObjectSnapshot>>): Limit[] {
  const base = object.type === 'plan' ? object : object.type === 'key' ? related.service : related.plan;
  // A key whose parent is unknown still has what it sets itself.
  const source = base?.type ?? (object.type === 'key' ? 'service' : 'plan');
  return (['qps', 'rate'] as const).map((kind) => {
    const period = kind === 'qps' ? 'second' : textIn(base?.fields, 'rate_limit_period', 'day');
    if (base !== object && mayOverride(object, base, kind) && isSet(object.fields, kind))
      return { period, source: object.type, ceiling: ceilingIn(object.fields, kind) };
    return { period, source, ceiling: ceilingIn(base?.fields, kind) };
  });
}

type Kind = 'qps' | 'rate';

function mayOverride(object: ObjectSnapshot, base: ObjectSnapshot | undefined, kind: Kind): boolean {
  return object.type === 'key' || base?.fields[`${kind}_limit_key_override_allowed`] === true;
}

function isSet(fields: JsonObject, kind: Kind): boolean {
  return fields[`${kind}_limit_exempt`] === true || ceilingIn(fields, kind) > 0;
}

function ceilingIn(fields: JsonObject | undefined, kind: Kind): number {
  if (fields?.[`${kind}_limit_exempt`] === true) return 0;
  const ceiling = fields?.[`${kind}_limit_ceiling`];
  return typeof ceiling === 'number' ? ceiling : 0;
}

function textIn(fields: JsonObject | undefined, name: string, otherwise: string): string {
  const value = fields?.[name];
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
