import { permit } from '../../access/principal.ts';
import { groupBy } from '../../base/group-by.ts';
import type { JsonObject } from '../../base/json.ts';
import { typeOf } from '../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import { objectFindByField, objectFindByNumber } from '../../store/queries/objects/object-find.ts';
import { plannerContext } from '../apply.ts';
import type { Context } from '../context.ts';
import type { Links } from '../operation.ts';
import { type NewIdentity, planCreate } from '../plan-create.ts';
import { planRemoval } from '../plan-remove.ts';
import { changed, planUpdate } from '../plan-update.ts';
import { createRepeatedKeys } from '../repeated-keys.ts';
import type { ObjectsServices } from '../services.ts';
import { createStepPlanner, type StepPlanner, tellAll } from './step-planner.ts';
import { createStepSecrets, type StepSecrets } from './step-secrets.ts';
import type { Steps } from './steps.ts';

/** Does an operation that has steps. Answers with what `work` answers with. */
export async function operate<T>(
  services: ObjectsServices,
  context: Context,
  work: (steps: Steps) => Promise<T>,
): Promise<T> {
  const { organization, principal } = context;
  permit(principal, 'objects.write', organization.id);
  const identities: NewIdentity[] = [];
  let result: { value: T } | undefined;
  await services.changes.apply({
    organizationId: organization.id,
    actor: principal.actor,
    customFieldsOf: (type) => organization.settings.customFields[type] ?? [],
    async plan(enrichments) {
      const planner = createStepPlanner(plannerContext(services, context, enrichments));
      const secrets = createStepSecrets(services, organization.id);
      result = { value: await work({ ...stepsOf(planner, services, identities), ...secrets.steps }) };
      const plan = planner.plan();
      return { ...plan, secrets: secrets.of(plan.changes) };
    },
  });
  if (result === undefined) throw new Error('An operation was not run');
  return result.value;
}

function stepsOf(
  planner: StepPlanner,
  services: ObjectsServices,
  identities: NewIdentity[],
): Omit<Steps, keyof StepSecrets> {
  const { organizationId } = planner;
  let created = 0;

  /** The same ones each time the work is run. */
  async function nextIdentity(): Promise<NewIdentity> {
    const known = identities[created++];
    if (known !== undefined) return known;
    const [number] = await services.numbers(1);
    if (number === undefined) throw new Error('No number was given');
    const identity = { id: services.ids.uuid(), number, keys: createRepeatedKeys(services.ids) };
    identities.push(identity);
    return identity;
  }

  /** Among what the operation has changed, else in the database, if it is still so there. */
  async function find(
    holds: (object: ObjectRecord) => boolean,
    read: () => Promise<ObjectRecord | null>,
  ): Promise<ObjectRecord | null> {
    const changedHere = planner.findChanged(holds);
    if (changedHere !== undefined) return changedHere;
    const found = await read();
    if (found === null) return null;
    const object = (await planner.loadMany([found.id])).get(found.id);
    return object !== undefined && holds(object) ? object : null;
  }

  async function update(object: ObjectRecord, fields: JsonObject, links: Links = {}): Promise<ObjectRecord> {
    const input = { type: object.type, id: object.id, fields, links };
    return (await planUpdate(planner, { operation: 'update', ...input })).object;
  }

  async function telling<T>(which: StepPlanner['telling'], work: () => Promise<T>): Promise<T> {
    planner.telling = which;
    try {
      return await work();
    } finally {
      planner.telling = tellAll;
    }
  }

  async function current(objects: readonly ObjectRecord[]): Promise<ObjectRecord[]> {
    return [...(await planner.loadMany(objects.map(({ id }) => id))).values()];
  }

  return {
    get: (type, id) => planner.load(type, id),

    findByNumber: (type, number) =>
      find(
        (object) => object.number === number && object.type === type,
        () => objectFindByNumber(services.database, { organizationId, type, number }),
      ),

    findByField: (type, field, value) =>
      find(
        (object) => object.fields[field] === value && object.type === type,
        () => objectFindByField(services.database, { organizationId, type, field, value }),
      ),

    children: (type, relation, parents) => planner.children(type, relation, parents),

    async create(type, input) {
      return (await planCreate(planner, { operation: 'create', type, ...input }, await nextIdentity()))
        .object;
    },

    update,

    updateSilently: (object, fields) =>
      telling(
        () => false,
        () => update(object, fields),
      ),

    async touch(...objects) {
      for (const object of await current(objects)) {
        const type = typeOf(planner.catalogue, object.type);
        const related = (await planner.related(type, [object])).get(object.id) ?? {};
        const after = changed(planner, object, object.fields, object.links);
        planner.add({ operation: 'updated', type, before: object, after, related });
      }
    },

    remove: (objects, tells) =>
      telling(
        ({ operation, type }) => operation === 'deleted' && tells(type),
        async () => {
          for (const [type, group] of groupBy(await current(objects), (object) => object.type)) {
            await planRemoval(planner, typeOf(planner.catalogue, type), group);
          }
        },
      ),

    nextStep: () => planner.endStep(),
  };
}
