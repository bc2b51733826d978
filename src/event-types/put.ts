import { permit } from '../access/principal.ts';
import { differencesBetween } from '../base/differences.ts';
import { BellwireError, invalid, notFound, type Problem } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import { checkEventSchema } from '../catalogue/event-schema/check.ts';
import { compileEventSchema } from '../catalogue/event-schema/compile.ts';
import { findUnstorable } from '../catalogue/storable.ts';
import { operationalPrefix } from '../pipeline/delivery/operational-events.ts';
import { audit } from '../store/audit.ts';
import { eventTypePut, eventTypesCount } from '../store/queries/event-types/event-type-put.ts';
import { eventTypeGet } from '../store/queries/event-types/event-types-list.ts';
import { notify } from '../store/queries/notify.ts';
import { organizationLock } from '../store/queries/organizations/organization-lock.ts';
import type { EventType } from '../store/records/event-type.ts';
import type { EventTypeContext, EventTypeServices } from './services.ts';

/** What is given for an event type; what is left out is empty. */
export interface EventTypeInput {
  title?: string | null;
  description?: string | null;
  schema: JsonObject;
  example?: JsonObject | null;
}

const maxTypes = 1000;
const namePattern = /^[\w.:-]{1,255}$/;

/**
 * Registers an event type, or replaces what was registered. From then on what is published of this type must satisfy
 * the schema; a request that is under way at that moment may still pass.
 */
export async function putEventType(
  services: EventTypeServices,
  { principal, organization }: EventTypeContext,
  name: string,
  { title = null, description = null, schema, example = null }: EventTypeInput,
): Promise<EventType & { created: boolean }> {
  permit(principal, 'event-types.write', organization.id);
  const { database, clock, ids, onChanged } = services;
  const problems = [
    ...nameProblems(name),
    ...findUnstorable({ title, description, example }),
    ...checkEventSchema(schema),
  ];
  if (problems.length === 0 && example !== null) problems.push(...exampleProblems(schema, example));
  if (problems.length > 0) throw invalid('The event type is not valid.', problems);

  const now = clock.now();
  const type: EventType = {
    organizationId: organization.id,
    name,
    title,
    description,
    schema,
    example,
    createdAt: now,
    updatedAt: now,
  };
  const saved = await database.transaction(async (tx) => {
    // So that it stays, and that of two that count at once one sees the other.
    if ((await organizationLock(tx, organization.id, 'change')) === null) throw notFound('The organization');
    const before = await eventTypeGet(tx, organization.id, name);
    if (before === null && (await eventTypesCount(tx, organization.id)) >= maxTypes) {
      throw new BellwireError('conflict', `An organization can register at most ${maxTypes} event types.`);
    }
    const { createdAt } = await eventTypePut(tx, { ...type, revision: ids.uuid() });
    await notify(tx, `event-types ${organization.id}`);
    const action = before === null ? 'event-type.created' : 'event-type.updated';
    const details = before === null ? {} : { changed: changedOf(before, type) };
    const act = { action, target: { id: name, name: title }, details } as const;
    await audit(tx, services, principal, [{ organizationId: organization.id, ...act }]);
    return { ...type, createdAt, created: before === null };
  });
  onChanged(organization.id);
  return saved;
}

/** Named and not told: schemas are long, and the one that holds can be read. */
function changedOf(before: EventType, after: EventType): string[] {
  const told = ({ title, description, schema, example }: EventType): JsonObject => ({
    title,
    description,
    schema,
    example,
  });
  return Object.keys(differencesBetween(told(before), told(after)));
}

function nameProblems(name: string): Problem[] {
  if (!namePattern.test(name)) {
    return [{ field: 'name', message: 'must be 1 to 255 letters, digits or one of _ . : -' }];
  }
  return name.startsWith(operationalPrefix)
    ? [{ field: 'name', message: `must not begin with ${operationalPrefix}` }]
    : [];
}

function exampleProblems(schema: JsonObject, example: JsonObject): Problem[] {
  const problem = compileEventSchema(schema)(example);
  if (problem === null) return [];
  const field = problem.field === '' ? 'example' : `example.${problem.field}`;
  return [{ field, message: `${problem.message}, says the schema` }];
}
