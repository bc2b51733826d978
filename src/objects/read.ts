import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import { type ObjectType, typeOf } from '../catalogue/catalogue.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import type { ListQuery } from '../store/queries/objects/filter.ts';
import { objectFindByField, objectFindByNumber } from '../store/queries/objects/object-find.ts';
import { objectVersions } from '../store/queries/objects/object-versions.ts';
import { objectsByIds } from '../store/queries/objects/objects-by-ids.ts';
import { objectsByNumbers } from '../store/queries/objects/objects-by-numbers.ts';
import { objectsChildren } from '../store/queries/objects/objects-children.ts';
import { objectsChildrenCounts } from '../store/queries/objects/objects-children-counts.ts';
import { objectsList } from '../store/queries/objects/objects-list.ts';
import type { Context } from './context.ts';
import { nestedParentIds, nestedParentsOf } from './nested-parents.ts';
import type { Objects } from './objects.ts';
import type { ObjectWithRelated } from './operation.ts';
import type { ObjectsServices } from './services.ts';

/** The verbs that read. */
export function createReading({
  database,
}: ObjectsServices): Pick<
  Objects,
  | 'get'
  | 'getMany'
  | 'find'
  | 'versions'
  | 'list'
  | 'getNumbered'
  | 'childrenOf'
  | 'childrenCounts'
  | 'parentsOf'
> {
  const mayRead = ({ principal, organization }: Context) =>
    permit(principal, 'objects.read', organization.id);

  /** Loads the nested parents of many objects with one read. */
  async function withRelated(
    context: Context,
    type: ObjectType,
    objects: ObjectRecord[],
  ): Promise<ObjectWithRelated[]> {
    const ids = [...new Set(nestedParentIds(type, objects))];
    const parents = await objectsByIds(database, { organizationId: context.organization.id, ids });
    return objects.map((object) => ({ object, related: nestedParentsOf(type, object, parents) }));
  }

  return {
    async get(context, { type: typeName, id }) {
      mayRead(context);
      const type = typeOf(context.catalogue, typeName);
      const organizationId = context.organization.id;
      const found = isUuid(id)
        ? (await objectsByIds(database, { organizationId, ids: [id] })).get(id.toLowerCase())
        : undefined;
      if (found === undefined || found.type !== type.name) throw notFound(`The ${type.title}`);
      return (await withRelated(context, type, [found]))[0]!;
    },

    async getMany(context, { type: typeName, ids }) {
      mayRead(context);
      const type = typeOf(context.catalogue, typeName);
      const organizationId = context.organization.id;
      const found = await objectsByIds(database, { organizationId, ids: ids.filter(isUuid) });
      return new Map([...found].filter(([, object]) => object.type === type.name));
    },

    async getNumbered(context, { types, numbers }) {
      mayRead(context);
      const names = types.map((type) => typeOf(context.catalogue, type).name);
      return objectsByNumbers(database, { organizationId: context.organization.id, types: names, numbers });
    },

    async find(context, { type: typeName, field, value }) {
      mayRead(context);
      const type = typeOf(context.catalogue, typeName);
      const organizationId = context.organization.id;
      const found =
        field === 'number'
          ? await findByNumber(organizationId, type.name, value)
          : await objectFindByField(database, { organizationId, type: type.name, field, value });
      return found === null ? null : (await withRelated(context, type, [found]))[0]!;
    },

    async versions(context, asked) {
      mayRead(context);
      const { name } = typeOf(context.catalogue, asked.type);
      return objectVersions(database, { ...asked, type: name, organizationId: context.organization.id });
    },

    async list(context: Context, query: ListQuery) {
      mayRead(context);
      const type = typeOf(context.catalogue, query.type);
      const { objects, total } = await objectsList(database, context.organization.id, query);
      return { objects: await withRelated(context, type, objects), total };
    },

    async childrenOf(context, { parentIds, type: typeName, relation, limit, limitInAll }) {
      mayRead(context);
      const type = typeOf(context.catalogue, typeName);
      const found = await objectsChildren(database, {
        organizationId: context.organization.id,
        parentIds,
        type: type.name,
        relation,
        limit,
        limitInAll: limitInAll ?? null,
      });
      const shown = await withRelated(context, type, [...found.values()].flat());
      const byId = new Map(shown.map((item) => [item.object.id, item]));
      return new Map(
        [...found].map(([id, children]) => [id, children.flatMap((child) => byId.get(child.id) ?? [])]),
      );
    },

    async childrenCounts(context, { type: typeName, fields, ...asked }) {
      mayRead(context);
      const type = typeOf(context.catalogue, typeName).name;
      const organizationId = context.organization.id;
      return objectsChildrenCounts(database, { organizationId, type, fields: fields ?? null, ...asked });
    },

    async parentsOf(context, { childIds, relation }) {
      mayRead(context);
      const organizationId = context.organization.id;
      const children = await objectsByIds(database, { organizationId, ids: childIds });
      const ids = [...children.values()].flatMap((child) => child.links[relation] ?? []);
      const parents = await objectsByIds(database, { organizationId, ids: [...new Set(ids)] });
      return new Map(
        [...children.values()].map((child) => [
          child.id,
          (child.links[relation] ?? []).flatMap((id) => parents.get(id) ?? []),
        ]),
      );
    },
  };

  async function findByNumber(organizationId: string, type: string, value: string | number) {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) return null;
    return objectFindByNumber(database, { organizationId, type, number });
  }
}
