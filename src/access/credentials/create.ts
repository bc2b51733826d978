import { BellwireError, invalid, type Problem } from '../../base/errors.ts';
import { audit } from '../../store/audit.ts';
import { credentialInsert } from '../../store/queries/credentials/credential-insert.ts';
import type { Credential } from '../../store/records/credential.ts';
import { type Role, roles } from '../../store/records/role.ts';
import { checkText } from '../check-text.ts';
import { hashPassword } from '../passwords.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';
import { hashOfToken } from '../token-text.ts';

/** A new credential. An API key can be brought along with its secret, or is made up; a user has a password. */
export interface NewCredential {
  kind: 'api-key' | 'user';
  identifier?: string;
  secret?: string;
  password?: string;
  role: Role;
  /** One of the roles that the organization's dialect knows. */
  dialectRole?: string | null;
}

/** A credential; `secret` is there for an API key, at the one moment when it can be read. */
export interface CreatedCredential extends Credential {
  secret: string | null;
}

const minPasswordLength = 8;
const minLoneSecretLength = 32;

/** Makes what a client of the organization's dialect signs in with. */
export async function createCredential(
  services: AccessServices,
  { principal, organization }: OrganizationContext,
  input: NewCredential,
): Promise<CreatedCredential> {
  permit(principal, 'credentials.manage', organization.id);
  const { database, vault, clock, ids, dialectRolesOf, keysAreSecrets } = services;

  const findBySecret = input.kind === 'api-key' && keysAreSecrets?.(organization.dialect) === true;
  const problems = [
    ...checkCredential(input),
    ...(findBySecret ? checkLoneSecret(input.secret) : []),
    ...checkDialectRole(input, dialectRolesOf?.(organization.dialect) ?? []),
  ];
  if (problems.length > 0) throw invalid('The credential is not valid.', problems);

  const identifier = input.identifier ?? ids.key(24);
  const secret = input.kind === 'api-key' ? (input.secret ?? ids.key(32)) : null;
  const credential: Credential = {
    organizationId: organization.id,
    id: ids.uuid(),
    kind: input.kind,
    identifier,
    role: input.role,
    dialectRole: input.dialectRole ?? null,
    createdAt: clock.now(),
  };
  const proof =
    secret === null
      ? { passwordHash: await hashPassword(input.password ?? '') }
      : { secret, secretHash: findBySecret ? hashOfToken(secret) : null };
  await database.transaction(async (tx) => {
    if (!(await credentialInsert(tx, vault, credential, proof))) {
      const taken = findBySecret ? 'is taken, or the secret is' : 'is taken';
      throw new BellwireError('duplicate', 'There is a credential of that name already.', [
        { field: 'identifier', message: taken },
      ]);
    }
    const { id, kind, role, dialectRole } = credential;
    const act = { action: 'credential.created', target: { id, name: identifier } } as const;
    const details = { kind, role, ...(dialectRole !== null && { dialectRole }) };
    await audit(tx, services, principal, [{ organizationId: organization.id, ...act, details }]);
  });
  return { ...credential, secret };
}

function checkCredential({ kind, identifier, secret, password, role }: NewCredential): Problem[] {
  const problems = identifier === undefined ? [] : checkText('identifier', identifier, 255);
  if (kind === 'user') {
    if (identifier === undefined) problems.push({ field: 'identifier', message: 'is required for a user' });
    if (secret !== undefined) problems.push({ field: 'secret', message: 'is only for an API key' });
    problems.push(...checkPassword(password ?? ''));
  } else {
    if (password !== undefined) problems.push({ field: 'password', message: 'is only for a user' });
    if (secret !== undefined) problems.push(...checkText('secret', secret, 255));
  }
  if (!roles.includes(role)) problems.push({ field: 'role', message: `must be one of: ${roles.join(', ')}` });
  return problems;
}

/** It alone lets somebody in, and it is found by a plain hash: so it must be long enough that nobody guesses it. */
function checkLoneSecret(secret: string | undefined): Problem[] {
  if (secret === undefined || secret.length >= minLoneSecretLength) return [];
  const message = `must be at least ${minLoneSecretLength} characters long, since clients sign in with it alone`;
  return [{ field: 'secret', message }];
}

function checkDialectRole({ dialectRole }: NewCredential, known: readonly string[]): Problem[] {
  if (dialectRole === undefined || dialectRole === null || known.includes(dialectRole)) return [];
  const message =
    known.length === 0
      ? 'is not known to this dialect, which has no roles'
      : `must be one of: ${known.join(', ')}`;
  return [{ field: 'dialectRole', message }];
}

function checkPassword(password: string): Problem[] {
  if ([...password].length < minPasswordLength)
    return [{ field: 'password', message: `must be at least ${minPasswordLength} characters long` }];
  return checkText('password', password, 1024);
}
