import { beforeAll, describe, expect, it } from 'vitest';
import { testAccessServices } from '../../../test/harness/access-services.ts';
import type { Organization } from '../../store/records/organization.ts';
import { bellwirePrincipal } from '../bellwire-principal.ts';
import { createOrganizations } from '../organizations/organizations.ts';
import type { Principal } from '../principal.ts';
import { createTokens } from './tokens.ts';

const services = await testAccessServices();
const tokens = createTokens(services);
let acme: Organization;
let other: Organization;
let insider: Principal;

beforeAll(async () => {
  const organizations = createOrganizations(services);
  const make = (key: string) => organizations.create(bellwirePrincipal, { key, name: key, dialect: 'small' });
  [acme, other] = [await make('acme'), await make('other')];
  insider = { actor: 'token:1', role: 'administrator', organizationIds: [acme.id] };
});

const input = (organizations: string[] | null) => ({
  name: 'script',
  role: 'viewer' as const,
  organizations,
});

describe('a new token', () => {
  it('is 32 random bytes, of which the database has only the hash', async () => {
    const { token, id } = await tokens.create(bellwirePrincipal, input(null));
    expect(token).toMatch(/^bwt_[\w-]{43}$/);
    const [row] = await services.database.query<{ whole: string }>({
      text: 'select tokens::text as whole from tokens where id = $1',
      values: [id],
    });
    expect(row?.whole).not.toContain(token);
    expect(row?.whole).not.toContain(Buffer.from(token).toString('hex'));
  });

  it('reaches the organizations it names, by whichever name, and no further than its maker', async () => {
    const both = await tokens.create(bellwirePrincipal, input([acme.key, acme.id, String(other.number)]));
    expect(both.organizationIds).toEqual([acme.id, other.id]);
    await expect(tokens.create(insider, input(['acme']))).resolves.toMatchObject({
      organizationIds: [acme.id],
    });
    await expect(tokens.create(insider, input(null))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(tokens.create(insider, input(['acme', 'other']))).rejects.toMatchObject({
      problems: [{ field: 'organizations.1', message: 'was not found' }],
    });
  });

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'a\u0000' }, 'name'],
    [{ role: 'god' }, 'role'],
    [{ organizations: [] }, 'organizations'],
    [{ expiresAt: new Date(0) }, 'expiresAt'],
    [{ expiresAt: new Date(Number.NaN) }, 'expiresAt'],
  ])('is refused with %j', async (wrong, field) => {
    const attempt = tokens.create(bellwirePrincipal, { ...input(null), ...wrong } as never);
    await expect(attempt).rejects.toMatchObject({ code: 'invalid', problems: [{ field }] });
  });

  it.each(['editor', 'publisher', 'viewer'] as const)('is not for a %s to make', async (role) => {
    const principal: Principal = { actor: 'token:1', role, organizationIds: null };
    await expect(tokens.create(principal, input(null))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(tokens.list(principal, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the tokens of others', () => {
  it('are seen and revoked only by those who reach as far', async () => {
    const everywhere = await tokens.create(bellwirePrincipal, input(null));
    const here = await tokens.create(bellwirePrincipal, input(['acme']));
    const further = await tokens.create(bellwirePrincipal, input(['acme', 'other']));

    const seen = (await tokens.list(insider, { limit: 200 })).items.map(({ id }) => id);
    expect(seen).toContain(here.id);
    for (const { id } of [everywhere, further]) {
      expect(seen).not.toContain(id);
      await expect(tokens.revoke(insider, id)).rejects.toMatchObject({ code: 'not-found' });
    }
    await tokens.revoke(insider, here.id);
    const all = (await tokens.list(bellwirePrincipal, { limit: 200 })).items;
    expect(all.find(({ id }) => id === here.id)?.revokedAt).toEqual(services.clock.now());
    expect(all.find(({ id }) => id === everywhere.id)?.revokedAt).toBeNull();
  });

  it('stay revoked at the time when they first were', async () => {
    const { id } = await tokens.create(bellwirePrincipal, input(null));
    await tokens.revoke(bellwirePrincipal, id);
    const revokedAt = services.clock.now();
    services.clock.move(1000);
    await tokens.revoke(bellwirePrincipal, id);
    const { items } = await tokens.list(bellwirePrincipal, { limit: 200 });
    expect(items.find((token) => token.id === id)?.revokedAt).toEqual(revokedAt);
  });

  it('are not found under what is no id', async () => {
    for (const id of ['', 'x', '..', services.ids.uuid()]) {
      await expect(tokens.revoke(bellwirePrincipal, id)).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});
