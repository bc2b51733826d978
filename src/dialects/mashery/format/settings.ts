import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { Operation } from '../../../catalogue/object-record.ts';

/** What can be chosen for a webhook of this format, beside what every webhook has. */
export interface MasherySettings {
  encoding: 'json' | 'form';
  methodOverride: boolean;
  triggers: Record<TriggeredType, TriggerSwitches>;
  bodyOnDelete: boolean;
  before: { timeoutMs: number; whenUnanswered: 'proceed' | 'refuse' };
  applyReturnedData: boolean;
}

/** The types that have triggers. */
export const triggeredTypes = ['member', 'application', 'key', 'package_key'] as const;
export type TriggeredType = (typeof triggeredTypes)[number];

/** The six switches of one type. */
export type TriggerSwitches = Record<(typeof switchNames)[number], boolean>;

export const switchNames = [
  'beforeCreate',
  'afterCreate',
  'beforeUpdate',
  'afterUpdate',
  'beforeDelete',
  'afterDelete',
] as const;

/** The values of a new webhook: told of everything afterwards, asked about nothing beforehand. */
export const defaultSettings: MasherySettings = {
  encoding: 'json',
  methodOverride: false,
  triggers: {
    member: defaultSwitches(),
    application: defaultSwitches(),
    key: defaultSwitches(),
    package_key: defaultSwitches(),
  },
  bodyOnDelete: true,
  // Open, not closed: a before call may also be there only to add data, receivers of the vendor's calls answer all
  // sorts of things, and one that is down must not stop every registration. Who asks for a veto chooses `refuse`.
  before: { timeoutMs: 5000, whenUnanswered: 'proceed' },
  applyReturnedData: false,
};

/** A webhook's stored settings. What is absent, as in one saved by an older Bellwire, has its default. */
export function settingsFrom(stored: JsonObject): MasherySettings {
  const known = read.get(stored);
  if (known !== undefined) return known;
  const settings = filled(defaultSettings as unknown as JsonObject, stored) as unknown as MasherySettings;
  read.set(stored, settings);
  return settings;
}

/** Asked several times for every call, so each webhook's settings are filled once. */
const read = new WeakMap<JsonObject, MasherySettings>();

/** Whether the webhook has that trigger switched on. False for types without triggers. */
export function isTriggered(
  settings: MasherySettings,
  moment: 'before' | 'after',
  objectType: string,
  operation: Operation,
): boolean {
  const known = triggeredTypes.find((type) => type === objectType);
  return known !== undefined && settings.triggers[known][`${moment}${switchWords[operation]}`];
}

const switchWords = { created: 'Create', updated: 'Update', deleted: 'Delete' } as const;

function defaultSwitches(): TriggerSwitches {
  return {
    beforeCreate: false,
    afterCreate: true,
    beforeUpdate: false,
    afterUpdate: true,
    beforeDelete: false,
    afterDelete: true,
  };
}

function filled(defaults: JsonObject, stored: JsonObject): JsonObject {
  const result: JsonObject = { ...defaults };
  for (const [name, value] of Object.entries(stored)) {
    const fallback: Json | undefined = defaults[name];
    result[name] = isJsonObject(fallback) && isJsonObject(value) ? filled(fallback, value) : value;
  }
  return result;
}
