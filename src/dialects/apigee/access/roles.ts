import type { Role } from '../../../store/records/role.ts';

/** What the vendor's roles grant for a path: reading (GET), making and changing (PUT, POST), deleting. */
type Permission = 'get' | 'put' | 'delete';

/** One line of a role. `*` stands for one segment of the path, at the end for all that follow. */
interface Grant {
  path: string;
  permissions: readonly Permission[];
}

const all: readonly Permission[] = ['get', 'put', 'delete'];
const everything: Grant = { path: '/*', permissions: all };
const lookAround: Grant = { path: '/*', permissions: ['get'] };
const nothing: Grant = { path: '/*', permissions: [] };

/**
 * The vendor's built-in roles, as paths behind `/organizations/{org}` of both APIs. Its pages say what each is for, not
 * which paths of monetization it covers: those are a choice (docs/dialects/apigee.md).
 */
const grantsOf: Readonly<Record<string, readonly Grant[]>> = {
  // Organization Administrator
  orgadmin: [everything],
  // Read-only Organization Administrator
  readonlyadmin: [lookAround],
  // Operations Administrator: deploys and measures; of the business it sees everything and writes the usage.
  opsadmin: [lookAround, { path: '/transactions', permissions: ['get', 'put'] }],
  // Business User: products, developers, apps, companies, and what is sold to them.
  businessuser: [
    lookAround,
    ...[
      '/apiproducts/*',
      '/products/*',
      '/developers/*',
      '/companies/*',
      '/apps/*',
      '/monetization-packages/*',
      '/rate-plans/*',
      '/webhooks/*',
      '/notification-conditions/*',
      '/notification-service-items/*',
    ].map((path): Grant => ({ path, permissions: all })),
  ],
  user: [nothing],
};

/** From most to least. */
export const apigeeRoles: readonly string[] = Object.keys(grantsOf);

/** For who has a role of Bellwire's alone. */
const roleOf: Readonly<Record<Role, string>> = {
  administrator: 'orgadmin',
  editor: 'orgadmin',
  publisher: 'user',
  viewer: 'readonlyadmin',
};

/** The vendor's role of a principal. A name that is not known grants nothing. */
export function apigeeRoleOf(principal: { role: Role; dialectRole?: string }): string {
  return principal.dialectRole ?? roleOf[principal.role];
}

/** Whether a role may do this at a path behind `/organizations/{org}`. Of several lines that fit, the most exact counts. */
export function mayDo(role: string, method: string, path: string): boolean {
  const grants = Object.hasOwn(grantsOf, role) ? (grantsOf[role] ?? []) : [];
  const segments = segmentsOf(path);
  const fitting = grants.filter((grant) => fits(segmentsOf(grant.path), segments));
  const most = fitting.sort((one, other) => exactness(other) - exactness(one))[0];
  return most?.permissions.includes(permissionFor(method)) ?? false;
}

function permissionFor(method: string): Permission {
  if (method === 'GET' || method === 'HEAD') return 'get';
  return method === 'DELETE' ? 'delete' : 'put';
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const open = pattern.at(-1) === '*';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? path.length < fixed.length : path.length !== fixed.length) return false;
  return fixed.every((segment, index) => segment === '*' || segment === path[index]);
}

function exactness({ path }: Grant): number {
  return segmentsOf(path).filter((segment) => segment !== '*').length;
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
