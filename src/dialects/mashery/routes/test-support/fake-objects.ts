import { BellwireError, notFound } from '../../../../base/errors.ts';
import { createIds } from '../../../../base/ids.ts';
import type { JsonObject } from '../../../../base/json.ts';
import { acceptInput, missingFields, withDefaults } from '../../../../catalogue/accept-input.ts';
import { typeOf } from '../../../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../../../catalogue/object-record.ts';
import { validateFields } from '../../../../catalogue/validate.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { Links, ObjectWithRelated } from '../../../../objects/operation.ts';
import type { Steps } from '../../../../objects/steps/steps.ts';
import type { Filter, ListQuery } from '../../../../store/queries/objects/filter.ts';

/** Objects in memory: enough of the real verbs for the routes to be tried. `refusal` plays a "before" webhook. */
export interface FakeObjects extends Objects {
  records: Map<string, ObjectRecord>;
  lists: ListQuery[];
  refusal: Error | null;
}

export function createFakeObjects(): FakeObjects {
  let number = 1000;
  const ids = createIds({ nowMs: () => 1_769_846_400_000 });
  const records = new Map<string, ObjectRecord>();

  function load(type: string, id: string): ObjectRecord {
    const found = records.get(id);
    if (found?.type !== type) throw notFound(`The ${type}`);
    return found;
  }

  function withRelated(object: ObjectRecord): ObjectWithRelated {
    const related: Record<string, ObjectRecord> = {};
    for (const [relation, [id = '']] of Object.entries(object.links)) {
      const parent = records.get(id);
      if (parent !== undefined && relation !== 'roles' && relation !== 'services') related[relation] = parent;
    }
    return { object, related };
  }

  function save(
    context: Context,
    type: string,
    before: ObjectRecord | null,
    fields: JsonObject,
    links: Links,
  ) {
    if (fake.refusal !== null) throw fake.refusal;
    const declared = typeOf(context.catalogue, type);
    const customFields = context.organization.settings.customFields[type] ?? [];
    const accepted = acceptInput(declared, fields, {
      operation: before === null ? 'created' : 'updated',
      customFields,
    });
    const filled = withDefaults(declared, { ...before?.fields, ...accepted.fields }, customFields);
    const missing = missingFields(declared, filled);
    if (missing.length > 0) throw new BellwireError('required', `${missing[0]!.field} is required`, missing);
    const problems = [...accepted.problems, ...validateFields(declared, filled, customFields)];
    if (problems.length > 0) throw new BellwireError('invalid', 'Not sound.', problems);
    for (const other of records.values()) {
      const same = type === 'member' && other.type === type && other.fields.username === filled.username;
      if (same && other.id !== before?.id) {
        throw new BellwireError('duplicate', 'Taken.', [{ field: 'username', message: 'is taken' }]);
      }
    }
    const parents = { ...before?.links, ...links };
    const member = records.get(parents.application?.[0] ?? '')?.links.member;
    if (member !== undefined && declared.relations.member?.through !== undefined) parents.member = member;
    const record: ObjectRecord = {
      organizationId: context.organization.id,
      id: before?.id ?? ids.uuid(),
      type,
      number: before?.number ?? ++number,
      version: (before?.version ?? 0) + 1,
      fields: filled,
      links: parents,
      createdAt: before?.createdAt ?? new Date('2026-01-31T08:00:00.123Z'),
      updatedAt: new Date('2026-01-31T08:00:00.456Z'),
    };
    records.set(record.id, record);
    return withRelated(record);
  }

  function meets(object: ObjectRecord, filter: Filter): boolean {
    if ('all' in filter) return filter.all.every((part) => meets(object, part));
    if ('any' in filter) return filter.any.some((part) => meets(object, part));
    if ('not' in filter) return !meets(object, filter.not);
    const { relation, ...own } = filter;
    if (typeof relation === 'string') {
      return (object.links[relation] ?? []).some((id) => meets(records.get(id)!, own));
    }
    if (relation !== undefined) {
      return [...records.values()].some(
        (child) =>
          child.type === relation.childType &&
          child.links[relation.relation]?.includes(object.id) === true &&
          meets(child, own),
      );
    }
    const value =
      own.field === 'id' ? object.id : own.field === 'number' ? object.number : object.fields[own.field];
    if (own.comparison === 'contains') return String(value).includes(String(own.value));
    if (own.comparison === 'at-least') return Number(value) >= Number(own.value);
    return value === own.value;
  }

  const fake: FakeObjects = {
    records,
    lists: [],
    refusal: null,
    create: async (context, { type, fields, links }) => save(context, type, null, fields, links),
    update: async (context, { type, id, fields, links }) =>
      save(context, type, load(type, id), fields, links ?? {}),
    async remove(_context, { type, id }) {
      if (fake.refusal !== null) throw fake.refusal;
      const found = withRelated(load(type, id));
      records.delete(id);
      return found;
    },
    async apply(context, operations) {
      const before = new Map(records);
      try {
        const done: ObjectWithRelated[] = [];
        for (const each of operations) {
          if (each.operation === 'remove') done.push(await fake.remove(context, each));
          else if (each.operation === 'update') done.push(await fake.update(context, each));
          else done.push(await fake.create(context, each));
        }
        return done;
      } catch (error) {
        records.clear();
        for (const [id, record] of before) records.set(id, record);
        throw error;
      }
    },
    // The two steps that Mashery's routes take; what goes wrong half-way is not undone here.
    async operate(context, work) {
      const steps: Pick<Steps, 'get' | 'update'> = {
        get: async (type, id) => load(type, id),
        update: async (object, fields, links) =>
          save(context, object.type, object, fields, links ?? {}).object,
      };
      return work(steps as Steps);
    },
    async validate(context, { type, fields }) {
      return validateFields(typeOf(context.catalogue, type), fields, []);
    },
    get: async (_context, { type, id }) => withRelated(load(type, id)),
    async find(_context, { type, field, value }) {
      for (const object of records.values()) {
        const own = field === 'number' ? object.number : object.fields[field];
        if (object.type === type && own === value) return withRelated(object);
      }
      return null;
    },
    versions: async () => ({ versions: [], total: 0 }),
    async list(_context, query) {
      fake.lists.push(query);
      const found = [...records.values()].filter(
        (object) =>
          object.type === query.type &&
          (query.under === undefined ||
            object.links[query.under.relation]?.includes(query.under.parentId) === true) &&
          (query.filter === undefined || meets(object, query.filter)),
      );
      const page = found.slice(query.offset, query.offset + query.limit);
      return { objects: page.map(withRelated), total: found.length };
    },
    async getMany(_context, { type, ids }) {
      return new Map(
        ids.flatMap((id) => {
          const found = records.get(id);
          return found?.type === type ? [[id, found] as const] : [];
        }),
      );
    },
    async childrenOf(_context, { parentIds, type, relation, limit }) {
      return new Map(
        parentIds.map((id) => [
          id,
          [...records.values()]
            .filter((object) => object.type === type && object.links[relation]?.includes(id) === true)
            .slice(0, limit)
            .map(withRelated),
        ]),
      );
    },
    async previewRemoval() {
      return { changes: [], events: 0 };
    },
    async page() {
      return { objects: [], older: null, newer: null };
    },
    childrenCount: async () => [],
    childrenCounts: async () => new Map(),
    getNumbered: async () => new Map(),
    async parentsOf(_context, { childIds, relation }) {
      return new Map(
        childIds.map((id) => [
          id,
          (records.get(id)?.links[relation] ?? []).map((parent) => records.get(parent)!),
        ]),
      );
    },
  };
  return fake;
}
