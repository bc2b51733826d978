import { permit } from '../access/principal.ts';
import { BellwireError } from '../base/errors.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import type { Enrichments, Plan } from '../pipeline/changes/plan.ts';
import type { Context } from './context.ts';
import type { ObjectOperation, ObjectWithRelated } from './operation.ts';
import { type NewIdentity, planCreate } from './plan-create.ts';
import { planRemove } from './plan-remove.ts';
import { planUpdate } from './plan-update.ts';
import { createPlanner, type Planner } from './planner.ts';
import { createRepeatedKeys } from './repeated-keys.ts';
import type { ObjectsServices } from './services.ts';

/** More operations than this in one go are refused. */
const maxOperations = 1000;

/** Does several operations, all or none. */
export async function applyOperations(
  services: ObjectsServices,
  context: Context,
  operations: readonly ObjectOperation[],
  options: { silent?: boolean } = {},
): Promise<ObjectWithRelated[]> {
  const { organization, principal } = context;
  permit(principal, 'objects.write', organization.id);
  if (operations.length > maxOperations) {
    throw new BellwireError('invalid', `At most ${maxOperations} objects can be changed at once.`);
  }
  const identities = await newIdentities(services, operations);
  const leaving = operations.flatMap((each) => (each.operation === 'remove' ? each.id.toLowerCase() : []));
  let results: { object: ObjectRecord; related: Related }[] = [];

  const changes = await services.changes.apply({
    organizationId: organization.id,
    actor: principal.actor,
    silent: options.silent ?? false,
    customFieldsOf: (type) => organization.settings.customFields[type] ?? [],
    async plan(enrichments): Promise<Plan> {
      const planner = createPlanner(plannerContext(services, context, enrichments, leaving));
      results = [];
      for (const [index, operation] of operations.entries()) {
        try {
          results.push(await planOne(planner, operation, identities[index]));
        } catch (error) {
          throw aboutOperation(error, index);
        }
      }
      return planner.plan();
    },
  });
  // An operation may have been followed by another's cascade; what was saved is what is answered.
  const saved = new Map(changes.map((change) => [change.after.id, change]));
  return results.map(({ object, related }) => ({ object: saved.get(object.id)?.after ?? object, related }));
}

/** What a planner needs, for this caller. */
export function plannerContext(
  services: ObjectsServices,
  context: Context,
  enrichments: Enrichments,
  leaving: readonly string[] = [],
) {
  return {
    queries: services.database,
    clock: services.clock,
    ids: services.ids,
    catalogue: context.catalogue,
    organizationId: context.organization.id,
    customFieldsOf: (type: string) => context.organization.settings.customFields[type] ?? [],
    enrichments,
    leaving: new Set(leaving),
  };
}

async function newIdentities(
  services: ObjectsServices,
  operations: readonly ObjectOperation[],
): Promise<(NewIdentity | undefined)[]> {
  const count = operations.filter(({ operation }) => operation === 'create').length;
  const numbers = await services.numbers(count);
  return operations.map(({ operation }) => {
    const number = operation === 'create' ? numbers.shift() : undefined;
    return number === undefined
      ? undefined
      : { id: services.ids.uuid(), number, keys: createRepeatedKeys(services.ids) };
  });
}

function aboutOperation(error: unknown, index: number): unknown {
  if (!(error instanceof BellwireError)) return error;
  return new BellwireError(error.code, error.message, error.problems, { cause: error, index });
}

function planOne(planner: Planner, operation: ObjectOperation, identity: NewIdentity | undefined) {
  switch (operation.operation) {
    case 'create':
      if (identity === undefined) throw new Error('A create operation was given no identity');
      return planCreate(planner, operation, identity);
    case 'update':
      return planUpdate(planner, operation);
    case 'remove':
      return planRemove(planner, operation);
  }
}
