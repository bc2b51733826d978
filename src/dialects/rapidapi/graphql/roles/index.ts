import {
  createEntitiesRoles,
  type EntityRoleCreate,
  updateUserRoles,
} from '../../operations/entity-roles.ts';
import {
  createRole,
  deleteRoles,
  type RoleCreate,
  type RoleUpdate,
  updateRole,
} from '../../operations/roles.ts';
import { change, done } from '../domain/change.ts';
import { allOf, equals, oneOf } from '../domain/filters.ts';
import { parentOf } from '../domain/load.ts';
import { page } from '../domain/pages.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import type { PageArguments } from '../paging/page-request.ts';
import { roleTypeDefs } from './type-defs.ts';

interface Order {
  sortingFields?: { fieldName: string; by: string }[] | null;
}

interface RolesArguments {
  where: { roleLevels?: string[] | null };
  orderBy?: Order | null;
  pagination?: PageArguments | null;
}

interface EntitiesRolesArguments {
  where: { entityIds: number[]; orgId?: number | null; parentIds?: (number | null)[] | null };
  orderBy?: Order | null;
  pagination?: PageArguments | null;
}

export const rolesModule: GraphModule = {
  typeDefs: roleTypeDefs,
  resolvers: {
    Query: {
      roles: (_: unknown, { where, orderBy, pagination }: RolesArguments, context: GraphContext) => {
        const filter = allOf(oneOf('roleLevel', where.roleLevels));
        return page(context, { type: 'role', filter, order: orderOf('name', orderBy) }, pagination);
      },
      entitiesRoles: (
        _: unknown,
        { where, orderBy, pagination }: EntitiesRolesArguments,
        context: GraphContext,
      ) => {
        const parentIds = where.parentIds?.filter((id) => id !== null);
        const filter = allOf(
          oneOf('entityId', where.entityIds),
          equals('orgId', where.orgId),
          oneOf('parentId', parentIds),
        );
        return page(context, { type: 'entity_role', filter, order: orderOf('number', orderBy) }, pagination);
      },
    },
    Mutation: {
      createRole: (_: unknown, { role }: { role: RoleCreate }, context: GraphContext) =>
        change(context, (op) => createRole(op, role)),
      updateRole: (_: unknown, { role }: { role: RoleUpdate }, context: GraphContext) =>
        change(context, (op) => updateRole(op, role)),
      deleteRole: (_: unknown, { id }: { id: string[] }, context: GraphContext) =>
        done(context, (op) => deleteRoles(op, id)),
      createEntitiesRoles: (
        _: unknown,
        { input }: { input?: { entitiesRoles?: (EntityRoleCreate | null)[] | null } | null },
        context: GraphContext,
      ) => done(context, (op) => createEntitiesRoles(op, input?.entitiesRoles ?? [])),
      updateUserRoles: (
        _: unknown,
        { input }: { input?: { entityId: number; roleId: number; orgId: number } | null },
        context: GraphContext,
      ) => (input ? done(context, (op) => updateUserRoles(op, input)) : null),
    },
    EntityRole: {
      parentId: ({ parentId }: Shown) => parentId || null,
      orgId: ({ orgId }: Shown) => orgId || null,
      role: (entityRole: Shown, _: unknown, context: GraphContext) => parentOf(context, entityRole, 'role'),
    },
  },
};

function orderOf(field: string, order: Order | null | undefined) {
  return (order?.sortingFields ?? []).map(({ by }) => ({
    field,
    direction: by === 'DESC' ? ('descending' as const) : ('ascending' as const),
  }));
}
