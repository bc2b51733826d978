import { expect, it } from 'vitest';
import { rotateSecrets } from '../../src/store/rotate-secrets.ts';
import { createVault } from '../../src/store/vault.ts';
import { startToldHub } from '../harness/told-hub.ts';

const { bellwire, hub, make, receiver, toldOf } = await startToldHub();
const api = await make.api(await make.user());

const update = `mutation ($input: [ApiVersionUpdateInput!]!) {
  updateApiVersions(apiVersions: $input) {
    accessControl { secretParameters { id name value description placement } }
    associatedApiCertificates { apiCertificateId apiVersionId createdAt }
  }
}`;
const change = async (more: object, apiVersionId = api.version) =>
  (await hub.done(update, { input: [{ apiVersionId, ...more }] })).updateApiVersions[0];
const secrets = (...secretParameters: object[]) => ({ accessControl: { secretParameters } });
const shown = { value: '********', description: '' };
const secret = 'wind-from-the-north-7';
const header = { name: 'X-Secret', value: secret, description: 'Of the origin' };
const query = { name: 'key', value: 'another-7', placement: 'QUERY' };

const vault = createVault(Buffer.alloc(32, 7));
async function sealedOf(apiVersionId: string) {
  const [organizationId, id] = [hub.id, apiVersionId.replace('apiversion_', '')];
  const [row] = await bellwire.database.query<{ sealed_text: Buffer }>({
    text: 'select sealed_text from object_secrets where organization_id = $1 and id = $2',
    values: [organizationId, id],
  });
  const context = `object_secrets.sealed_text/${organizationId}/${id}`;
  return row === undefined ? null : Object.values(JSON.parse(vault.open(row.sealed_text, context)));
}

it('are told as a change of the version, kept sealed, and shown without their values', async () => {
  let version = { accessControl: {} };
  const told = await toldOf(async () => {
    version = await change(secrets(header, query));
  });
  expect(told.map(({ type }) => type)).toEqual(['APIVERSION.UPDATED', 'API.UPDATED']);
  const id = expect.any(String);
  expect(version.accessControl).toEqual({
    secretParameters: [
      { ...shown, id, name: 'X-Secret', placement: 'HEADER', description: 'Of the origin' },
      { ...shown, id, name: 'key', placement: 'QUERY' },
    ],
  });
  expect(await sealedOf(api.version)).toEqual([secret, 'another-7']);
});

it('stand in no event, no body and no row, in clear', async () => {
  const tables = ['objects', 'object_secrets', 'events', 'payloads', 'attempts', 'audit_entries'];
  for (const table of tables) {
    const rows = await bellwire.database.query<{ row: string }>({
      text: `select row_to_json(t)::text as row from ${table} t`,
    });
    const text = rows.map(({ row }) => row).join('\n');
    for (const value of [secret, Buffer.from(secret).toString('hex')]) expect(text).not.toContain(value);
  }
  expect(JSON.stringify(receiver.calls)).not.toContain(secret);
});

it('are no change when they are the same, shown values included, and one when a value alone is another', async () => {
  const { accessControl: before } = await change({});
  const [{ id }] = before.secretParameters;
  const same = secrets(header, { ...query, value: '********' });
  expect(await toldOf(() => change(same))).toEqual([]);
  const told = await toldOf(() => change(secrets({ ...header, value: 'changed-7' }, query)));
  expect(told.map(({ type }) => type)).toEqual(['APIVERSION.UPDATED', 'API.UPDATED']);
  expect(await sealedOf(api.version)).toEqual(['changed-7', 'another-7']);
  expect((await change({})).accessControl.secretParameters[0].id).toBe(id);
});

it('stay when they are not given, are copied with a version, and go with an empty list', async () => {
  await change({ visibility: 'PUBLIC' });
  const copy = await make.version(api.id, { oldApiVersionId: api.version });
  expect(await sealedOf(copy)).toEqual(await sealedOf(api.version));
  expect((await change({}, copy)).accessControl.secretParameters.length).toBe(2);
  expect((await change(secrets(), copy)).accessControl.secretParameters).toEqual([]);
  expect(await sealedOf(copy)).toBeNull();
  expect((await sealedOf(api.version))?.length).toBe(2);
});

it('go with their version', async () => {
  const draft = await make.version(api.id, { oldApiVersionId: api.version });
  await hub.done('mutation ($id: ID!) { deleteApiVersion(id: $id) }', { id: draft });
  expect(await sealedOf(draft)).toBeNull();
});

it('are sealed anew with the key', async () => {
  const other = createVault(Buffer.alloc(32, 8), Buffer.alloc(32, 7));
  const rotated = await rotateSecrets({ queries: bellwire.database, vault: other });
  const column = rotated.find(({ name }) => name === 'object_secrets.sealed_text');
  expect(column).toMatchObject({ all: 1, resealed: 1, outdated: 0, unreadable: [] });
  const back = createVault(Buffer.alloc(32, 7), Buffer.alloc(32, 8));
  await rotateSecrets({ queries: bellwire.database, vault: back });
  expect((await sealedOf(api.version))?.length).toBe(2);
});

it('of certificates are kept as they are given, each once', async () => {
  const [first, second] = [{ apiCertificateId: 'c1' }, { apiCertificateId: 'c2' }];
  const { associatedApiCertificates: before } = await change({ associatedCertificates: [first] });
  expect(before).toEqual([{ ...first, apiVersionId: api.version, createdAt: expect.any(String) }]);
  const { associatedApiCertificates: after } = await change({ associatedCertificates: [second, first] });
  expect(after).toMatchObject([second, before[0]]);
});

it.each<[string, object, RegExp]>([
  ['a name twice', secrets(header, { ...header, name: 'x-secret' }), /1.name is that of another one/],
  ['a header that is none', secrets({ ...header, name: 'X Secret' }), /0.name must be the name of a header/],
  ['a value of two lines', secrets({ ...header, value: `${secret}\r\nX: 1` }), /0.value must be a text/],
  ['a value that is blank', secrets({ ...header, value: '' }), /0.value must be a text/],
  ['no value to stay', secrets({ name: 'X-New', value: '********' }), /no value yet/],
  [
    'too many',
    secrets(...Array.from({ length: 31 }, (_, n) => ({ name: `X-${n}`, value: 'v' }))),
    /may be 30 at most/,
  ],
  [
    'a certificate twice',
    { associatedCertificates: [{ apiCertificateId: 'c' }, { apiCertificateId: 'c' }] },
    /one certificate twice/,
  ],
])('are refused with %s, and nothing is changed', async (_what, more, message) => {
  const saved = async () => [
    await bellwire.database.query({ text: 'select id, version, fields from objects order by id' }),
    await bellwire.database.query({ text: 'select * from object_secrets order by id' }),
    await bellwire.database.query({ text: 'select id from events order by id' }),
  ];
  const before = await saved();
  const refused = await hub.refused(update, {
    input: [{ apiVersionId: api.version, visibility: 'PRIVATE', ...more }],
  });
  expect([refused.extensions.code, refused.message]).toEqual([
    'BAD_USER_INPUT',
    expect.stringMatching(message),
  ]);
  expect(refused.message).not.toContain(secret);
  expect(await saved()).toEqual(before);
});
