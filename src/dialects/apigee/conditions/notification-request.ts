import type { Problem } from '../../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { percentFrom } from './percent.ts';
import { maxPoints, UsageTargetError, usageTargetPoints } from './usage-target.ts';

/** A notification condition with its actions as a request states it. */
export interface NotificationRequest {
  /** As written: `{ attribute, value, name? }`. */
  attributes: JsonObject[];
  /** As written: `{ actionAttribute, value, postURL? }`. */
  actions: JsonObject[];
  /** The id of the rate plan, in the vendor's sense. */
  planId: string;
  /** Rising, none twice. */
  percents: string[];
  webhookIds: string[];
}

const supported = 'RATEPLAN, PUBLISHED and UsageTarget';
const maxEntries = 100;

/** Reads the body of a request, and lists all that is wrong with it. */
export function notificationRequestFrom(body: JsonObject): {
  request: NotificationRequest;
  problems: Problem[];
} {
  const problems: Problem[] = Object.keys(body)
    .filter((name) => !knownProperties.includes(name))
    .map((field) => ({ field, message: 'is not a property of a notification condition' }));
  const attributes = entriesOf(body, 'notificationCondition', problems);
  const actions = entriesOf(body, 'actions', problems);
  const request: NotificationRequest = { attributes, actions, planId: '', percents: [], webhookIds: [] };
  if (problems.length > 0) return { request, problems };

  const readAttribute = attributeReader(request, problems);
  for (const [index, entry] of attributes.entries()) {
    readAttribute(entry, `notificationCondition.${index}`);
  }
  for (const [index, entry] of actions.entries()) readAction(request, entry, `actions.${index}`, problems);
  if (request.planId === '' && problems.length === 0) {
    problems.push({ field: 'notificationCondition', message: 'must have the attribute RATEPLAN' });
  }
  if (request.percents.length === 0 && problems.length === 0) {
    problems.push({ field: 'notificationCondition', message: 'must have the attribute UsageTarget' });
  }
  if (request.percents.length > maxPoints) {
    const message = `has ${request.percents.length} points; a condition has at most ${maxPoints}`;
    problems.push({ field: 'notificationCondition', message });
  }
  request.percents.sort((one, other) => Number((percentFrom(one) ?? 0n) - (percentFrom(other) ?? 0n)));
  return { request, problems };
}

/** `id` is answered, so clients send it back. */
const knownProperties = ['id', 'notificationCondition', 'actions'];

function entriesOf(body: JsonObject, name: string, problems: Problem[]): JsonObject[] {
  const list = body[name];
  if (!Array.isArray(list) || list.length === 0) {
    problems.push({ field: name, message: 'must be a list with at least one item' });
    return [];
  }
  if (list.length > maxEntries) {
    problems.push({ field: name, message: `must have at most ${maxEntries} items` });
    return [];
  }
  return list.flatMap((entry, index) => {
    if (isJsonObject(entry)) return [entry];
    problems.push({ field: `${name}.${index}`, message: 'must be an object' });
    return [];
  });
}

function attributeReader(request: NotificationRequest, problems: Problem[]) {
  const seen = new Set<string>();
  return (entry: JsonObject, at: string): void => {
    const unknown = unknownNames(entry, ['id', 'attribute', 'value', 'name', 'organization']);
    for (const name of unknown) {
      problems.push({ field: `${at}.${name}`, message: 'is not supported' });
    }
    const attribute = textOf(entry.attribute);
    const value = textOf(entry.value);
    if (attribute === null || value === null) {
      const field = `${at}.${attribute === null ? 'attribute' : 'value'}`;
      problems.push({ field, message: 'must be a text of 1 to 255 characters' });
      return;
    }
    const repeated = attribute !== 'UsageTarget' && seen.has(attribute);
    seen.add(attribute);
    if (repeated) {
      problems.push({ field: `${at}.attribute`, message: `${attribute} stands twice` });
      return;
    }
    switch (attribute) {
      case 'RATEPLAN':
        request.planId = value;
        break;
      case 'PUBLISHED':
        if (value.toUpperCase() !== 'TRUE') problems.push({ field: `${at}.value`, message: 'must be TRUE' });
        break;
      case 'UsageTarget':
        addPoints(request, value, `${at}.value`, problems);
        break;
      default:
        problems.push({
          field: `${at}.attribute`,
          message: `${attribute} is not supported; supported are ${supported}`,
        });
    }
  };
}

function addPoints(request: NotificationRequest, value: string, field: string, problems: Problem[]): void {
  try {
    request.percents = [...new Set([...request.percents, ...usageTargetPoints(value)])];
  } catch (error) {
    if (!(error instanceof UsageTargetError)) throw error;
    problems.push({ field, message: error.message });
  }
}

function readAction(request: NotificationRequest, entry: JsonObject, at: string, problems: Problem[]): void {
  for (const name of unknownNames(entry, ['id', 'actionAttribute', 'value', 'postURL', 'condition'])) {
    problems.push({ field: `${at}.${name}`, message: 'is not supported' });
  }
  const action = textOf(entry.actionAttribute);
  if (action !== 'WEBHOOK') {
    const message = `${action ?? 'This'} is not supported; supported is WEBHOOK`;
    problems.push({ field: `${at}.actionAttribute`, message });
    return;
  }
  const webhookId = textOf(entry.value);
  if (webhookId === null) {
    problems.push({ field: `${at}.value`, message: 'must be the id of a webhook' });
    return;
  }
  const id = webhookId.toLowerCase();
  if (request.webhookIds.includes(id)) {
    problems.push({ field: `${at}.value`, message: 'names a webhook that another action names already' });
  } else {
    request.webhookIds.push(id);
  }
}

function unknownNames(entry: JsonObject, known: readonly string[]): string[] {
  return Object.keys(entry).filter((name) => !known.includes(name));
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 255 ? value : null;
}
