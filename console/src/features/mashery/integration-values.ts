import type { Webhook } from '../../shared/api/types.ts';
import { numberIn } from '../../shared/format/number.ts';
import { allBoxes, columns, operations, type Triggers, triggeredTypes } from './triggers.ts';

/** What the form holds. */
export interface IntegrationValues {
  url: string;
  encoding: 'json' | 'form';
  methodOverride: boolean;
  bodyOnDelete: boolean;
  triggers: Triggers;
  /** As it is typed. */
  timeoutSeconds: string;
  whenUnanswered: 'proceed' | 'refuse';
  applyReturnedData: boolean;
}

/** The settings as the API has them; a webhook of this format has all of them. */
interface Settings extends Omit<IntegrationValues, 'url' | 'timeoutSeconds' | 'whenUnanswered'> {
  before: { timeoutMs: number; whenUnanswered: 'proceed' | 'refuse' };
}

/** What the form begins with where there is no webhook yet: the server's defaults for a new one. */
export const newIntegration: IntegrationValues = {
  url: '',
  encoding: 'json',
  methodOverride: false,
  bodyOnDelete: true,
  triggers: Object.fromEntries(
    triggeredTypes.map(({ type }) => [
      type,
      Object.fromEntries(columns.map(({ name, moment }) => [name, moment === 'after'])),
    ]),
  ) as Triggers,
  timeoutSeconds: '5',
  whenUnanswered: 'proceed',
  applyReturnedData: false,
};

export function valuesOf(webhook: Pick<Webhook, 'url' | 'settings'>): IntegrationValues {
  const { before, ...settings } = webhook.settings as unknown as Settings;
  return {
    ...settings,
    url: webhook.url,
    timeoutSeconds: String(before.timeoutMs / 1000),
    whenUnanswered: before.whenUnanswered,
  };
}

/** The settings to save. A time that is no number stays text. */
export function settingsFrom({ url: _, timeoutSeconds, whenUnanswered, ...rest }: IntegrationValues) {
  const seconds = numberIn(timeoutSeconds);
  const timeoutMs = seconds === null ? timeoutSeconds : Math.round(seconds * 1000);
  return { ...rest, before: { timeoutMs, whenUnanswered } };
}

/** What the API is asked for. */
export function inputFrom(values: IntegrationValues) {
  return { url: values.url.trim(), settings: settingsFrom(values) };
}

/** How many fields and boxes differ. */
export function countChanges(before: IntegrationValues, now: IntegrationValues): number {
  const fields = Object.keys(before).filter((name) => name !== 'triggers') as (keyof IntegrationValues)[];
  return (
    fields.filter((name) => before[name] !== now[name]).length +
    allBoxes.filter(({ type, name }) => before.triggers[type][name] !== now.triggers[type][name]).length
  );
}

/** The first ticked call as it would go out, so that each field shows what it does; null where none is made. */
export function exampleCall(values: IntegrationValues): { line: string; override: string | null } | null {
  const { url, triggers, methodOverride } = values;
  const box = allBoxes.find(({ type, name }) => name.startsWith('after') && triggers[type][name]);
  const ticked = box ?? allBoxes.find(({ type, name }) => triggers[type][name]);
  if (ticked === undefined) return null;
  const { type, name } = ticked;
  const { method: before, event, operation } = operations.find((one) => name.endsWith(one.operation))!;
  const moment = name.startsWith('before') ? 'pre' : 'post';
  // What has been created has an address by then: it is put there.
  const method = moment === 'post' && operation === 'Create' ? 'PUT' : before;
  const overridden = methodOverride && method !== 'POST';
  const id = moment === 'pre' && operation === 'Create' ? '' : '/123456';
  const root = (url.trim() === '' ? 'https://…' : url.trim()).replace(/#.*$/, '').replace(/\/$/, '');
  return {
    line: `${overridden ? 'POST' : method} ${root}/v1/${type}${id}?event=${moment}-${event}&txn=…`,
    override: overridden ? `X-HTTP-Method-Override: ${method}` : null,
  };
}

/** The types of which saves wait for the endpoint, in words. */
export function waitingFor(triggers: Triggers): string[] {
  return triggeredTypes
    .filter(({ type }) => columns.some(({ name, moment }) => moment === 'before' && triggers[type][name]))
    .map(({ many }) => many);
}
