import { beforeAll, describe, expect, it } from 'vitest';
import { testAccessServices } from '../../../test/harness/access-services.ts';
import { bellwirePrincipal } from '../bellwire-principal.ts';
import { createOrganizations } from '../organizations/organizations.ts';
import type { Principal } from '../principal.ts';
import type { OrganizationContext } from '../services.ts';
import { createCredentials } from './credentials.ts';

const services = await testAccessServices();
const credentials = createCredentials(services);
let acme: OrganizationContext;
let other: OrganizationContext;

beforeAll(async () => {
  const organizations = createOrganizations(services);
  const make = async (key: string) => ({
    principal: bellwirePrincipal,
    organization: await organizations.create(bellwirePrincipal, { key, name: key, dialect: 'small' }),
  });
  [acme, other] = [await make('acme'), await make('other')];
});

describe('a new credential', () => {
  it('is made up where it is an API key and nothing is brought along', async () => {
    const made = await credentials.create(acme, { kind: 'api-key', role: 'editor' });
    expect(made).toMatchObject({
      organizationId: acme.organization.id,
      identifier: expect.stringMatching(/^[a-z0-9]{24}$/),
      secret: expect.stringMatching(/^[a-z0-9]{32}$/),
    });
  });

  it('leaves neither secret nor password in the database, or in any later answer', async () => {
    const key = await credentials.create(acme, {
      kind: 'api-key',
      identifier: 'old-key',
      secret: 'old-secret',
      role: 'viewer',
    });
    const user = await credentials.create(acme, {
      kind: 'user',
      identifier: 'ana',
      password: 'correct horse',
      role: 'viewer',
    });
    expect([key.secret, user.secret]).toEqual(['old-secret', null]);
    const rows = await services.database.query<{ whole: string }>({
      text: 'select credentials::text as whole from credentials',
    });
    const { items } = await credentials.list(acme, { limit: 50 });
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([key.id, user.id]));
    for (const secret of ['old-secret', 'correct horse']) {
      const everything = JSON.stringify([rows, items]);
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('has an API key that no other organization has, and a user name that its own has not', async () => {
    const key = { kind: 'api-key', identifier: 'shared', role: 'viewer' } as const;
    const user = { kind: 'user', identifier: 'twin', password: 'correct horse', role: 'viewer' } as const;
    await credentials.create(acme, key);
    await credentials.create(acme, user);
    await expect(credentials.create(other, key)).rejects.toMatchObject({ code: 'duplicate' });
    await expect(credentials.create(acme, user)).rejects.toMatchObject({ code: 'duplicate' });
    await expect(credentials.create(other, user)).resolves.toBeDefined();
  });

  it.each([
    [{ kind: 'user', password: 'long enough' }, 'identifier'],
    [{ kind: 'user', identifier: 'x' }, 'password'],
    [{ kind: 'user', identifier: 'x', password: 'short' }, 'password'],
    [{ kind: 'user', identifier: 'x', password: 'long enough', secret: 's' }, 'secret'],
    [{ kind: 'api-key', password: 'long enough' }, 'password'],
    [{ kind: 'api-key', secret: '' }, 'secret'],
    [{ kind: 'api-key', identifier: 'a\u0000' }, 'identifier'],
    [{ kind: 'api-key', role: 'god' }, 'role'],
  ])('is refused as %j', async (wrong, field) => {
    const attempt = credentials.create(acme, { role: 'viewer', ...wrong } as never);
    await expect(attempt).rejects.toMatchObject({ code: 'invalid', problems: [{ field }] });
  });
});

describe('the credentials of an organization', () => {
  it('are for its administrators', async () => {
    const as = (principal: Partial<Principal>): OrganizationContext => ({
      ...acme,
      principal: { actor: 'token:1', role: 'administrator', organizationIds: null, ...principal },
    });
    for (const role of ['editor', 'publisher', 'viewer'] as const) {
      await expect(credentials.list(as({ role }), { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    }
    const outsider = as({ organizationIds: [other.organization.id] });
    await expect(credentials.list(outsider, { limit: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are not removed from another organization', async () => {
    const made = await credentials.create(acme, { kind: 'api-key', role: 'viewer' });
    for (const id of [made.id, 'x', services.ids.uuid()]) {
      await expect(credentials.remove(other, id)).rejects.toMatchObject({ code: 'not-found' });
    }
    await credentials.remove(acme, made.id);
    await expect(credentials.remove(acme, made.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
