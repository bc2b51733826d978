import type { Clock } from '../base/clock.ts';
import { BellwireError } from '../base/errors.ts';
import { type Ids, isUuid } from '../base/ids.ts';
import type { Catalogue, ObjectType } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import type { Change, ChildrenCheck, Enrichments, Plan } from '../pipeline/changes/plan.ts';
import type { Queries } from '../store/database.ts';
import { objectsByIds } from '../store/queries/objects/objects-by-ids.ts';
import { objectsChildren } from '../store/queries/objects/objects-children.ts';
import { loadOne } from './load-one.ts';
import { nestedParentIds, nestedParentsOf } from './nested-parents.ts';

/** More children of one parent than this are not taken along in one operation. */
const maxChildren = 100_000;

/** What a plan is made from. */
export interface PlannerContext {
  queries: Queries;
  clock: Clock;
  ids: Ids;
  catalogue: Catalogue;
  organizationId: string;
  customFieldsOf(type: string): readonly string[];
  enrichments: Enrichments;
  /** Objects that other operations of the same plan remove. */
  leaving: ReadonlySet<string>;
}

/**
 * Gathers a plan: reads what it needs, remembers what it read, and keeps the changes in order. No object is changed
 * twice in one plan.
 */
export interface Planner extends PlannerContext {
  load(type: string, id: string): Promise<ObjectRecord>;
  loadMany(ids: readonly string[]): Promise<Map<string, ObjectRecord>>;
  /** The children of each parent, remembered as something that must not change, and after them those that the plan creates. */
  children(type: string, relation: string, parents: readonly ObjectRecord[]): Promise<ObjectRecord[]>;
  /** The parents that events of the object carry, remembered as something that must not change. */
  related(type: ObjectType, objects: readonly ObjectRecord[]): Promise<Map<string, Related>>;
  planned(id: string): Change | undefined;
  add(change: Change): void;
  plan(): Plan;
}

export function createPlanner(context: PlannerContext): Planner {
  const { queries, organizationId } = context;
  const changes: Change[] = [];
  const byId = new Map<string, Change>();
  const reads = new Map<string, number>();
  /** By what was asked for: many objects of one plan may hang on the same parent. */
  const children = new Map<string, ChildrenCheck>();

  async function loadMany(ids: readonly string[]): Promise<Map<string, ObjectRecord>> {
    // What is no id is nobody's, and the database would not even take the question.
    const wanted = [...new Set(ids)].filter(isUuid);
    const found = await objectsByIds(queries, { organizationId, ids: wanted });
    for (const object of found.values()) reads.set(object.id, object.version);
    return found;
  }

  function createdUnder(type: string, relation: string, parents: readonly ObjectRecord[]): ObjectRecord[] {
    const parentIds = new Set(parents.map(({ id }) => id));
    return changes.flatMap(({ operation, after }) => {
      const isOne = operation === 'created' && after.type === type;
      return isOne && after.links[relation]?.some((id) => parentIds.has(id)) ? [after] : [];
    });
  }

  return {
    ...context,
    loadMany,

    load: (type, id) => loadOne(loadMany, context.catalogue, type, id),

    async children(type, relation, parents) {
      const found = await objectsChildren(queries, {
        organizationId,
        parentIds: parents.map(({ id }) => id),
        type,
        relation,
        limit: maxChildren + 1,
      });
      for (const { id: parentId } of parents) {
        const ids = (found.get(parentId) ?? []).map(({ id }) => id);
        if (ids.length > maxChildren) {
          throw new BellwireError(
            'conflict',
            `More than ${maxChildren} objects hang on this one. Remove some first.`,
          );
        }
        // What was seen first counts: if it was another list by then, this plan is outdated.
        const question = `${type} ${relation} ${parentId}`;
        if (!children.has(question)) children.set(question, { parentId, type, relation, ids: ids.sort() });
      }
      const all = [...found.values()].flat();
      for (const object of all) reads.set(object.id, object.version);
      return [...all, ...createdUnder(type, relation, parents)];
    },

    async related(type, objects) {
      const parents = await loadMany(nestedParentIds(type, objects));
      return new Map(objects.map((object) => [object.id, nestedParentsOf(type, object, parents)]));
    },

    planned: (id) => byId.get(id),

    add(change) {
      if (byId.has(change.after.id)) {
        throw new BellwireError('invalid', `The ${change.type.title} ${change.after.id} is named twice.`);
      }
      byId.set(change.after.id, change);
      changes.push(change);
    },

    plan() {
      // What is created in this plan was not there to be read.
      for (const change of changes) if (change.operation === 'created') reads.delete(change.after.id);
      return { organizationId, changes, reads, children: [...children.values()] };
    },
  };
}
