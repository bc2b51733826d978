import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testAccessServices } from '../../../test/harness/access-services.ts';
import type { Organization } from '../../store/records/organization.ts';
import { bellwirePrincipal } from '../bellwire-principal.ts';
import { createCredentials } from '../credentials/credentials.ts';
import type { Principal } from '../principal.ts';
import { createOrganizations } from './organizations.ts';

const services = await testAccessServices();
let seeded: string[] = [];
const organizations = createOrganizations({
  ...services,
  seedObjects: async (_tx, { key }) => {
    if (key === 'unlucky') throw new Error('no objects today');
    seeded.push(key);
  },
});
const { database } = services;

const create = (input: object) =>
  organizations.create(bellwirePrincipal, { key: 'some', name: 'Some', dialect: 'small', ...input });
const insider = (organization: Organization, role: Principal['role'] = 'administrator'): Principal => ({
  actor: 'token:1',
  role,
  organizationIds: [organization.id],
});
const withProblem = (field: string, message: RegExp) =>
  expect.objectContaining({
    code: 'invalid',
    problems: expect.arrayContaining([{ field, message: expect.stringMatching(message) }]),
  });

beforeEach(() => {
  seeded = [];
});

describe('creating', () => {
  it('makes the organization with a number of its own and the objects that it begins with', async () => {
    const organization = await create({ key: 'acme', settings: { customFields: { member: ['crm_id'] } } });
    expect(organization).toMatchObject({ key: 'acme', dialect: 'small', number: expect.any(Number) });
    expect(organization.settings).toEqual({ customFields: { member: ['crm_id'] } });
    expect(await organizations.get(bellwirePrincipal, 'acme')).toEqual(organization);
    expect(seeded).toEqual(['acme']);
  });

  it('makes nothing when the objects cannot be made', async () => {
    await expect(create({ key: 'unlucky' })).rejects.toThrow('no objects today');
    await expect(organizations.get(bellwirePrincipal, 'unlucky')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses a key that is taken, also of two at the same time', async () => {
    const results = await Promise.allSettled([create({ key: 'twin' }), create({ key: 'twin' })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(create({ key: 'twin' })).rejects.toMatchObject({ code: 'duplicate' });
  });

  it.each(['', 'a', '7up', 'Acme', 'a_b', 'acme-', '-acme', 'a/b', `a${'b'.repeat(63)}`, 'ключ'])(
    'refuses the key %j',
    async (key) => {
      await expect(create({ key })).rejects.toEqual(withProblem('key', /must have 2 to 63/));
    },
  );

  it('refuses a key that looks like a UUID', async () => {
    const key = 'abcdef01-2345-7678-9abc-def012345678';
    await expect(create({ key })).rejects.toEqual(withProblem('key', /UUID/));
  });

  it.each([
    [{ name: ' ' }, 'name', /blank/],
    [{ name: 'x'.repeat(256) }, 'name', /255/],
    [{ name: 'a\u0000b' }, 'name', /U\+0000/],
    [{ dialect: 'large' }, 'dialect', /small/],
    [{ settings: { retentionDays: 0 } }, 'settings.retentionDays', /from 1 to 3650/],
    [{ settings: { retentionDays: 3651 } }, 'settings.retentionDays', /from 1 to 3650/],
    [{ settings: { retentionDays: 1.5 } }, 'settings.retentionDays', /whole number/],
    [{ settings: { customFields: { planet: ['a'] } } }, 'settings.customFields.planet', /not a type/],
    [{ settings: { customFields: { application: ['a'] } } }, 'settings.customFields.application', /takes no/],
    [{ settings: { customFields: { member: ['Bad'] } } }, 'settings.customFields.member.0', /lower-case/],
    [{ settings: { customFields: { member: ['a', 'a'] } } }, 'settings.customFields.member.1', /twice/],
    [{ settings: { customFields: { member: ['username'] } } }, 'settings.customFields.member.0', /meaning/],
    [{ settings: { customFields: { member: ['created'] } } }, 'settings.customFields.member.0', /meaning/],
    [
      { settings: { customFields: { member: ['applications'] } } },
      'settings.customFields.member.0',
      /meaning/,
    ],
    [
      { settings: { customFields: { member: Array.from({ length: 51 }, (_, n) => `f${n}`) } } },
      'settings.customFields.member',
      /at most 50/,
    ],
  ])('refuses %j', async (input, field, message) => {
    await expect(create({ key: 'refused', ...input })).rejects.toEqual(withProblem(field, message));
  });

  it('is for those alone who keep the whole installation', async () => {
    const organization = await create({ key: 'inside' });
    const input = { key: 'more', name: 'More', dialect: 'small' };
    await expect(organizations.create(insider(organization), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const editor: Principal = { actor: 'token:1', role: 'editor', organizationIds: null };
    await expect(organizations.create(editor, input)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('seeing', () => {
  it('lists, in pages, what one may see and nothing else', async () => {
    const [first, second] = [await create({ key: 'seen-1' }), await create({ key: 'seen-2' })];
    const both = { ...insider(first, 'viewer'), organizationIds: [first.id, second.id] };
    const page = await organizations.list(both, { limit: 1 });
    expect(page.items).toEqual([second]);
    const older = await organizations.list(both, { limit: 1, before: page.older ?? '' });
    expect(older).toEqual({ items: [first], older: null, newer: first.id });
    const newer = await organizations.list(both, { limit: 1, after: older.newer ?? '' });
    expect(newer.items).toEqual([second]);
    expect((await organizations.list(insider(first), { limit: 50 })).items).toEqual([first]);
  });

  it('searches keys, names and dialects for each word, in capitals or not, and takes no sign for more than itself', async () => {
    const plain = await create({ key: 'northern-lights', name: 'Lights' });
    const signs = await create({ key: 'signs', name: '100%_ ÉTÉ' });
    await create({ key: 'unseen-lights', name: 'Lights' });
    const both = { ...insider(plain, 'viewer'), organizationIds: [plain.id, signs.id] };
    const found = async (q: string) => (await organizations.list(both, { limit: 50, q })).items;
    expect(await found('NORTHERN')).toEqual([plain]);
    expect(await found('lights')).toEqual([plain]);
    expect(await found(' Small  northern ')).toEqual([plain]);
    expect(await found('lights signs')).toEqual([]);
    expect(await found(' ')).toEqual([signs, plain]);
    expect(await found('ÉTÉ')).toEqual([signs]);
    expect(await found('%_')).toEqual([signs]);
    expect(await found('_i')).toEqual([]);
    const { items, older } = await organizations.list(both, { limit: 1, q: 's' });
    expect(items).toEqual([signs]);
    const rest = await organizations.list(both, { limit: 1, q: 's', before: older ?? '' });
    expect(rest).toEqual({ items: [plain], older: null, newer: plain.id });
    expect((await organizations.list(both, { limit: 1, q: 's', after: plain.id })).items).toEqual([signs]);
  });

  it('answers what one may not see like what is not there', async () => {
    const [mine, theirs] = [await create({ key: 'mine' }), await create({ key: 'theirs' })];
    const errorOf = (reference: string) =>
      organizations.get(insider(mine), reference).catch((error: unknown) => error);
    const absent = await errorOf('absent');
    for (const reference of [theirs.key, theirs.id, String(theirs.number)]) {
      expect(await errorOf(reference)).toEqual(absent);
    }
  });
});

describe('changing', () => {
  let organization: Organization;
  beforeAll(async () => {
    organization = await create({ key: 'changing', settings: { customFields: { member: ['crm_id'] } } });
  });
  const update = (change: object, principal = bellwirePrincipal) =>
    organizations.update({ principal, organization }, change);

  it('changes what is given and leaves the rest', async () => {
    services.clock.move(1000);
    const renamed = await update({ name: 'Renamed' });
    expect(renamed).toEqual({ ...organization, name: 'Renamed', updatedAt: services.clock.now() });
    const extended = await update({ settings: { customFields: { member: ['crm_id', 'tier'] } } });
    expect(extended).toMatchObject({
      name: 'Renamed',
      settings: { customFields: { member: ['crm_id', 'tier'] } },
    });
    expect(await organizations.get(bellwirePrincipal, 'changing')).toEqual(extended);
  });

  it('keeps its log as long as it is told, until that is taken away', async () => {
    const before = await organizations.get(bellwirePrincipal, 'changing');
    const chosen = { ...before.settings, retentionDays: 14 };
    expect((await update({ settings: { retentionDays: 14 } })).settings).toEqual(chosen);
    expect((await update({ name: 'Renamed' })).settings).toEqual(chosen);
    expect((await organizations.get(bellwirePrincipal, 'changing')).settings).toEqual(chosen);
    await expect(update({ settings: { retentionDays: 0 } })).rejects.toEqual(
      withProblem('settings.retentionDays', /from 1 to 3650/),
    );
    expect((await update({ settings: { retentionDays: null } })).settings).toEqual(before.settings);
  });

  it('takes custom fields away as long as no object can carry them, and not after', async () => {
    await expect(update({ settings: { customFields: { member: null } } })).resolves.toMatchObject({
      settings: { customFields: {} },
    });
    await update({ settings: { customFields: { member: ['crm_id'] } } });
    await insertMember(organization.id);
    await expect(update({ settings: { customFields: { member: [] } } })).rejects.toEqual(
      withProblem('settings.customFields.member', /must keep crm_id/),
    );
  });

  it('is for administrators', async () => {
    await expect(update({ name: 'X' }, insider(organization, 'editor'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(update({ name: 'Y' }, insider(organization))).resolves.toMatchObject({ name: 'Y' });
  });
});

describe('removing', () => {
  it('wants the key as confirmation, and the whole installation as reach', async () => {
    const organization = await create({ key: 'kept' });
    for (const confirm of [undefined, '', 'KEPT', organization.id]) {
      await expect(
        organizations.remove({ principal: bellwirePrincipal, organization }, confirm),
      ).rejects.toEqual(withProblem('confirm', /must be the key/));
    }
    await expect(
      organizations.remove({ principal: insider(organization), organization }, 'kept'),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await organizations.get(bellwirePrincipal, 'kept')).toEqual(organization);
  });

  it('takes everything that is kept under its id, and nothing of others', async () => {
    const [going, staying] = [await create({ key: 'going' }), await create({ key: 'staying' })];
    for (const organization of [going, staying]) {
      await insertMember(organization.id);
      await createCredentials(services).create(
        { principal: bellwirePrincipal, organization },
        { kind: 'api-key', role: 'viewer' },
      );
    }
    await organizations.remove({ principal: bellwirePrincipal, organization: going }, 'going');
    await expect(organizations.get(bellwirePrincipal, going.id)).rejects.toMatchObject({ code: 'not-found' });
    for (const table of ['objects', 'object_links', 'credentials']) {
      const count = async (id: string) => {
        const text = `select count(*) as count from ${table} where organization_id = $1`;
        return (await database.query<{ count: number }>({ text, values: [id] }))[0]?.count;
      };
      expect(await count(going.id), table).toBe(0);
      expect(await count(staying.id), table).toBeGreaterThan(0);
    }
  });
});

/** A member with applications that hang on it, one saved before it and one after: rows go in the order they came. */
async function insertMember(organizationId: string): Promise<void> {
  const [before, parent, after] = [services.ids.uuid(), services.ids.uuid(), services.ids.uuid()];
  for (const id of [before, parent, after]) {
    await database.query({
      text: `
        insert into objects (organization_id, id, type, number, version, fields, created_at, updated_at)
        values ($1, $2, $3, nextval('object_numbers'), 1, '{}', now(), now())`,
      values: [organizationId, id, id === parent ? 'member' : 'application'],
    });
  }
  await database.query({
    text: `
      insert into object_links (organization_id, child_id, relation, parent_id, child_type)
      values ($1, $2, 'owner', $4, 'application'), ($1, $3, 'owner', $4, 'application')`,
    values: [organizationId, before, after, parent],
  });
}
