export const roleTypeDefs = /* GraphQL */ `
  type Query {
    roles(where: RoleWhereInput!, orderBy: RoleOrderByInput, pagination: PaginationInput): RoleConnection!
    "Who has which roles"
    entitiesRoles(
      where: EntityRoleWhereInput!
      orderBy: EntityRoleOrderByInput
      pagination: PaginationInput
    ): EntityRoleConnection!
  }
  type Mutation {
    createRole(role: RoleCreateInput!): Role!
    updateRole(role: RoleUpdateInput!): Role!
    "Refused while somebody has one of them"
    deleteRole(id: [ID!]!): Boolean
    "Who has a role already keeps it"
    createEntitiesRoles(input: EntityRoleCreateInput): Boolean
    "The user's role in the organization, instead of those of the same level"
    updateUserRoles(input: UserRolesUpdateInput): Boolean
  }
  "What people of the hub are allowed. Bellwire keeps it; it enforces the role of the key alone"
  type Role {
    id: ID!
    key: String!
    name: String!
    description: String
    roleLevel: String!
    isBasicRole: Boolean!
    isDefault: Boolean!
    permissions: [VirtualPermission!]!
  }
  type VirtualPermission {
    id: ID!
    key: String
    displayName: String
    permissionLevel: String
    description: String
    dependsOn: Int
    rolePermission: RolePermission!
  }
  type RolePermission {
    granted: Boolean
    readOnly: Boolean
  }
  type RoleConnection {
    nodes: [Role]
    edges: [RoleEdge]
    pageInfo: PageInfo
    totalCount: Int!
  }
  type RoleEdge {
    node: Role
    cursor: String
  }
  type EntityRole {
    id: ID!
    entityId: Int!
    roleId: Int!
    parentId: Int
    orgId: Int
    role: Role
  }
  type EntityRoleConnection {
    nodes: [EntityRole]
    edges: [EntityRoleEdge]
    pageInfo: PageInfo
    totalCount: Int!
  }
  type EntityRoleEdge {
    node: EntityRole
    cursor: String
  }
  "Who has it, and where it counts"
  enum RoleLevel {
    ORGANIZATION
    USER_ENVIRONMENT
    USER_ORGANIZATION
    USER_TEAM
    TEAM_ENVIRONMENT
  }
  input RoleWhereInput {
    roleLevels: [RoleLevel!]
  }
  input RoleOrderByInput {
    sortingFields: [RoleSorting!]
  }
  input RoleSorting {
    fieldName: RoleSortingFieldName!
    by: SortingFieldOrder!
  }
  enum RoleSortingFieldName {
    NAME
  }
  input RoleCreateInput {
    name: String!
    description: String
    roleLevel: RoleLevel!
    isBasicRole: Boolean
    "A level has one default: it takes that from the one that was it"
    isDefault: Boolean
    permissions: [VirtualPermissionUpdateInput]
  }
  input RoleUpdateInput {
    id: ID!
    key: String
    name: String
    description: String
    roleLevel: RoleLevel
    isBasicRole: Boolean
    isDefault: Boolean
    "All that it is to have"
    permissions: [VirtualPermissionUpdateInput!]
  }
  input VirtualPermissionUpdateInput {
    id: ID!
    key: String
    displayName: String
    permissionLevel: String
    description: String
    dependsOn: Int
    rolePermission: RolePermissionUpdateInput!
  }
  input RolePermissionUpdateInput {
    granted: Boolean!
    readOnly: Boolean
  }
  input EntityRoleWhereInput {
    entityIds: [Int!]!
    orgId: Int
    parentIds: [Int]
  }
  input EntityRoleOrderByInput {
    sortingFields: [EntityRoleSorting!]
  }
  input EntityRoleSorting {
    fieldName: EntityRoleSortingFieldName!
    by: SortingFieldOrder!
  }
  enum EntityRoleSortingFieldName {
    ID
  }
  input EntityRoleCreateInput {
    entitiesRoles: [EntityRoleInput]
  }
  input EntityRoleInput {
    "A user, a team or an organization, as the level of the role has it"
    entityId: Int
    roleId: Int
    "In which team"
    parentId: Int
    "In which organization"
    orgId: Int
  }
  input UserRolesUpdateInput {
    entityId: Int!
    roleId: Int!
    orgId: Int!
  }
`;
