import { beforeAll, describe, expect, it } from 'vitest';
import { testAccessServices } from '../../../test/harness/access-services.ts';
import type { Credential } from '../../store/records/credential.ts';
import type { Organization } from '../../store/records/organization.ts';
import { bellwirePrincipal } from '../bellwire-principal.ts';
import { createAccess } from '../create-access.ts';
import { createCredentials } from '../credentials/credentials.ts';
import { createOrganizations } from '../organizations/organizations.ts';
import { createTokens } from '../tokens/tokens.ts';

const services = await testAccessServices();
const access = createAccess(services);
const organizations = createOrganizations(services);
const credentials = createCredentials(services);
const tokens = createTokens(services);

const unauthenticated = expect.objectContaining({ code: 'unauthenticated' });
const minute = 60_000;
const day = 24 * 60 * minute;

let acme: Organization;
let other: Organization;
let user: Credential;

beforeAll(async () => {
  const make = (key: string) => organizations.create(bellwirePrincipal, { key, name: key, dialect: 'small' });
  acme = await make('acme');
  other = await make('other');
  user = await credentials.create(
    { principal: bellwirePrincipal, organization: acme },
    { kind: 'user', identifier: 'ana', password: 'correct horse', role: 'editor' },
  );
});

describe('a bearer token', () => {
  it('stands for its role and organizations, and for nobody once it is revoked', async () => {
    const created = await tokens.create(bellwirePrincipal, {
      name: 'script',
      role: 'viewer',
      organizations: ['acme'],
    });
    expect(await access.authenticateToken(created.token)).toEqual({
      actor: `token:${created.id}`,
      name: 'script',
      role: 'viewer',
      organizationIds: [acme.id],
    });
    await tokens.revoke(bellwirePrincipal, created.id);
    await expect(access.authenticateToken(created.token)).rejects.toEqual(unauthenticated);
  });

  it('ends at its time', async () => {
    const created = await tokens.create(bellwirePrincipal, {
      name: 'short',
      role: 'viewer',
      organizations: null,
      expiresAt: new Date(services.clock.nowMs() + minute),
    });
    services.clock.move(minute - 1);
    await expect(access.authenticateToken(created.token)).resolves.toBeDefined();
    services.clock.move(1);
    await expect(access.authenticateToken(created.token)).rejects.toEqual(unauthenticated);
  });

  it('notes when it was used, at most once a minute', async () => {
    const created = await tokens.create(bellwirePrincipal, {
      name: 'n',
      role: 'viewer',
      organizations: null,
    });
    const lastUsed = async () => {
      await access.authenticateToken(created.token);
      const { items } = await tokens.list(bellwirePrincipal, { limit: 200 });
      return items.find(({ id }) => id === created.id)?.lastUsedAt?.getTime();
    };
    const start = services.clock.nowMs();
    expect(await lastUsed()).toBe(start);
    services.clock.move(minute - 1);
    expect(await lastUsed()).toBe(start);
    services.clock.move(1);
    expect(await lastUsed()).toBe(start + minute);
  });

  it.each(['', 'bwt_', `bwt_${'A'.repeat(43)}`, '\u0000', '🔑'])('is refused when it is %j', async (text) => {
    await expect(access.authenticateToken(text)).rejects.toEqual(unauthenticated);
  });
});

describe('tokens of a sign-in', () => {
  it('stand for the credential, in its organization, for an hour', async () => {
    const issued = await access.issueTokens(user);
    expect(issued.expiresInSeconds).toBe(3600);
    expect(await access.authenticateToken(issued.accessToken)).toEqual(access.principalOf(user));
    services.clock.move(3600 * 1000);
    await expect(access.authenticateToken(issued.accessToken)).rejects.toEqual(unauthenticated);
  });

  it('keep the two kinds apart: a refresh token opens nothing, an access token renews nothing', async () => {
    const { accessToken, refreshToken } = await access.issueTokens(user);
    await expect(access.authenticateToken(refreshToken)).rejects.toEqual(unauthenticated);
    await expect(
      access.refreshTokens({ refreshToken: accessToken, organizationId: acme.id }),
    ).rejects.toEqual(unauthenticated);
  });

  it('are renewed once, however many bring the refresh token at the same time', async () => {
    const { refreshToken } = await access.issueTokens(user);
    const renew = () => access.refreshTokens({ refreshToken, organizationId: acme.id });
    const results = await Promise.allSettled(Array.from({ length: 10 }, renew));
    const renewed = results.filter((result) => result.status === 'fulfilled');
    expect(renewed).toHaveLength(1);
    await expect(renew()).rejects.toEqual(unauthenticated);
    expect(await access.authenticateToken(renewed[0]?.value.accessToken ?? '')).toEqual(
      access.principalOf(user),
    );
  });

  it('are not renewed in another organization, which does not spend the refresh token either', async () => {
    const { refreshToken } = await access.issueTokens(user);
    await expect(access.refreshTokens({ refreshToken, organizationId: other.id })).rejects.toEqual(
      unauthenticated,
    );
    await expect(access.refreshTokens({ refreshToken, organizationId: acme.id })).resolves.toBeDefined();
  });

  it('are not renewed after thirty days', async () => {
    const { refreshToken } = await access.issueTokens(user);
    services.clock.move(30 * day);
    await expect(access.refreshTokens({ refreshToken, organizationId: acme.id })).rejects.toEqual(
      unauthenticated,
    );
  });

  it('end with their credential, and none are issued to it any more', async () => {
    const context = { principal: bellwirePrincipal, organization: acme };
    const bob = await credentials.create(context, {
      kind: 'user',
      identifier: 'bob',
      password: 'battery staple',
      role: 'viewer',
    });
    const { accessToken, refreshToken } = await access.issueTokens(bob);
    await credentials.remove(context, bob.id);
    await expect(access.authenticateToken(accessToken)).rejects.toEqual(unauthenticated);
    await expect(access.refreshTokens({ refreshToken, organizationId: acme.id })).rejects.toEqual(
      unauthenticated,
    );
    await expect(access.issueTokens(bob)).rejects.toEqual(unauthenticated);
  });

  it('are cleared away once they are over', async () => {
    services.clock.move(31 * day);
    await access.issueTokens(user);
    const [row] = await services.database.query<{ count: number }>({
      text: 'select count(*) as count from tokens where credential_id = $1',
      values: [user.id],
    });
    expect(row?.count).toBe(2);
  });
});

describe('a password', () => {
  const verify = (username: string, password: string, organizationId = acme.id) =>
    access.verifyPassword({ organizationId, username, password });

  it('lets in the user whose it is, in the organization where it is', async () => {
    expect(await verify('ana', 'correct horse')).toMatchObject({ id: user.id, role: 'editor' });
    expect(await verify('ana', 'correct horse', other.id)).toBeNull();
  });

  it('lets in nobody else', async () => {
    expect(await verify('ana', 'wrong horse')).toBeNull();
    expect(await verify('Ana', 'correct horse')).toBeNull();
    expect(await verify('nobody', 'correct horse')).toBeNull();
    expect(await verify('a\u0000na', 'correct horse')).toBeNull();
  });

  it('takes as long to refuse for a user who is not there', async () => {
    const timeOf = async (username: string) => {
      const start = performance.now();
      for (let round = 0; round < 3; round += 1) await verify(username, 'wrong horse');
      return performance.now() - start;
    };
    await verify('nobody', 'once, so that both are warm');
    const [known, unknown] = [await timeOf('ana'), await timeOf('nobody')];
    // Without the decoy it is a twentieth; the machine may be busy.
    expect(unknown).toBeGreaterThan(known / 4);
  });
});

describe('an API key', () => {
  it('is found with its secret, whichever organization it is in', async () => {
    const made = await credentials.create(
      { principal: bellwirePrincipal, organization: other },
      { kind: 'api-key', identifier: 'legacy-key', secret: 'legacy-secret', role: 'viewer' },
    );
    const found = await access.findApiKey('legacy-key');
    expect(found).toEqual({ credential: expect.objectContaining({ id: made.id }), secret: 'legacy-secret' });
    expect(access.principalOf(made)).toEqual({
      actor: `credential:${made.id}`,
      name: 'legacy-key',
      role: 'viewer',
      organizationIds: [other.id],
    });
  });

  it("is null for what is none, a user's name included", async () => {
    for (const name of ['ana', '', '\u0000', "' or 1=1 --"]) expect(await access.findApiKey(name)).toBeNull();
  });
});

describe('an organization', () => {
  it('is found by key, UUID and number', async () => {
    for (const reference of [acme.key, acme.id, acme.id.toUpperCase(), String(acme.number)]) {
      const found = await access.findOrganization({ reference, dialect: 'small', principal: null });
      expect(found, reference).toEqual(acme);
    }
  });

  it('is not found in another dialect, by those who may not see it, or by nonsense', async () => {
    const find = (reference: string, dialect: string | null, organizationIds: string[] | null) =>
      access.findOrganization({
        reference,
        dialect,
        principal: { actor: 'token:1', role: 'administrator', organizationIds },
      });
    expect(await find('acme', 'large', null)).toBeNull();
    expect(await find('acme', null, [other.id])).toBeNull();
    expect(await find(acme.id, null, [])).toBeNull();
    for (const nonsense of ['', '..', 'ACME', '%', '0', '1e3', '9'.repeat(40), '\u0000', '🔔']) {
      expect(await find(nonsense, null, null), nonsense).toBeNull();
    }
  });
});
