import { invalid, type Problem } from '../../base/errors.ts';
import { actsIn, audit } from '../../store/audit.ts';
import { tokenInsert } from '../../store/queries/tokens/token-insert.ts';
import type { TokenRecord } from '../../store/queries/tokens/token-row.ts';
import { type Role, roles } from '../../store/records/role.ts';
import { checkText } from '../check-text.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { findOrganization } from '../sign-in/find-organization.ts';
import { createTokenText } from '../token-text.ts';

/** A new API token. */
export interface NewToken {
  name: string;
  role: Role;
  /** Keys or UUIDs. Null: every organization, those to come included. */
  organizations: readonly string[] | null;
  expiresAt?: Date | null;
}

/** A token at the one moment when it can be read. */
export interface CreatedToken extends TokenRecord {
  token: string;
}

const maxOrganizations = 100;

/** Makes an API token. It cannot reach further than the one who makes it. */
export async function createToken(
  services: AccessServices,
  principal: Principal,
  input: NewToken,
): Promise<CreatedToken> {
  permit(principal, 'tokens.manage', input.organizations === null ? null : anyOf(principal));

  const reach = await resolveReach(services, principal, input.organizations);
  const now = services.clock.now();
  const expiresAt = input.expiresAt ?? null;
  const problems: Problem[] = [...checkText('name', input.name, 255), ...reach.problems];
  if (!roles.includes(input.role))
    problems.push({ field: 'role', message: `must be one of: ${roles.join(', ')}` });
  if (expiresAt !== null && !(expiresAt > now))
    problems.push({ field: 'expiresAt', message: 'must be in the future' });
  if (problems.length > 0) throw invalid('The token is not valid.', problems);

  const { text, hash } = createTokenText(services.ids);
  const token: TokenRecord = {
    id: services.ids.uuid(),
    name: input.name,
    role: input.role,
    organizationIds: reach.ids,
    createdAt: now,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
  const details = { role: token.role, expiresAt: expiresAt?.toISOString() ?? null };
  await services.database.transaction(async (tx) => {
    await tokenInsert(tx, token, hash);
    const act = { action: 'token.created', target: token, details } as const;
    await audit(tx, services, principal, actsIn(token.organizationIds, act));
  });
  return { ...token, token: text };
}

/** Any organization of the principal's own: for questions about its role alone. */
export function anyOf(principal: Principal): string | null {
  return principal.organizationIds?.[0] ?? null;
}

async function resolveReach(
  services: AccessServices,
  principal: Principal,
  references: readonly string[] | null,
): Promise<{ ids: string[] | null; problems: Problem[] }> {
  if (references === null) return { ids: null, problems: [] };
  const field = 'organizations';
  if (references.length === 0)
    return { ids: [], problems: [{ field, message: 'must name one, or be null for all of them' }] };
  if (references.length > maxOrganizations)
    return { ids: [], problems: [{ field, message: `must have at most ${maxOrganizations} items` }] };
  const ids = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, reference] of references.entries()) {
    const found = await findOrganization(services, { reference, dialect: null, principal });
    if (found === null) problems.push({ field: `${field}.${index}`, message: 'was not found' });
    else ids.add(found.id);
  }
  return { ids: [...ids], problems };
}
