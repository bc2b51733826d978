import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { testApi } from '../../test/harness/native-api.ts';
import { withDatabase } from '../../test/harness/provided.ts';
import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { rotateSealedSecrets } from '../cli/commands/rotate-secrets.ts';
import type { WebhookContext } from '../webhooks/services.ts';
import type { Queries } from './database.ts';
import { objectSecretContext, objectSecretGet, objectSecretsPut } from './queries/changes/object-secrets.ts';
import { credentialByApiKey } from './queries/credentials/credential-by-api-key.ts';
import { everySealedColumn } from './queries/sealed/sealed-columns.ts';
import { webhookSetGet } from './queries/webhook-sets/webhook-set-get.ts';
import { webhookSetInsert } from './queries/webhook-sets/webhook-set-write.ts';
import { webhookGet } from './queries/webhooks/webhook-get.ts';
import { countSecrets, rotateSecrets } from './rotate-secrets.ts';
import { createVault, UnknownKeyError } from './vault.ts';

const api = await testApi();
const { database } = api.webhookServices;
/** The one that everything is sealed with at first. */
const old = Buffer.alloc(32, 7);
const newest = Buffer.alloc(32, 8);
const both = createVault(newest, old);
const onlyNewest = createVault(newest);

const context: WebhookContext = {
  principal: bellwirePrincipal,
  organization: await api.organizations.create(bellwirePrincipal, {
    key: 'acme',
    name: 'Acme',
    dialect: 'small',
  }),
};
const organizationId = context.organization.id;
const made: { id: string; secret: string }[] = [];
for (let count = 0; count < 7; count += 1) {
  const headers: Record<string, string> = count < 5 ? { 'x-key': `number ${count}` } : {};
  made.push(await api.webhooks.create(context, { name: `${count}`, url: 'https://a.example/', headers }));
}
const apiKey = await api.credentials.create(context, {
  kind: 'api-key',
  role: 'editor',
});

/** Of two formats: an organization has one set of each. */
const sets = ['first', 'second'].map((format) => ({
  organizationId,
  id: api.ids.uuid(),
  format,
  enabled: true,
  signingSecrets: [{ secret: `secret of the ${format}`, validUntil: null }],
  settings: { labels: { a: format } },
  createdAt: api.clock.now(),
  updatedAt: api.clock.now(),
}));
await database.transaction(async (tx) => {
  for (const set of sets) await webhookSetInsert(tx, createVault(old), set);
});

const object = { organizationId, id: api.ids.uuid() };
await database.query({
  text: `
    insert into objects (organization_id, id, type, number, version, fields, created_at, updated_at)
    values ($1, $2, 'member', 1, 1, '{}', now(), now())`,
  values: [organizationId, object.id],
});
const ofObject = objectSecretContext(organizationId, object.id);
const sealedNow = createVault(old).seal('of the object', ofObject);
await objectSecretsPut(database, organizationId, new Map([[object.id, sealedNow]]));

const opened = (id: string, vault = onlyNewest) =>
  webhookGet(database, vault, { organizationId, id, now: api.clock.now() });
const openedSet = (format: string) =>
  webhookSetGet(database, onlyNewest, { organizationId, format, now: api.clock.now() });
const sealWithOld = () => rotateSecrets({ queries: database, vault: createVault(old, newest) });
const doneWith = (counts: { resealed: number }[]) => counts.map(({ resealed }) => resealed);

/** The database, with something done just before each statement that this text is in. */
const interrupted = (text: string, before: () => Promise<unknown>): Queries => ({
  async query(statement) {
    if (statement.text.includes(text)) await before();
    return database.query(statement);
  },
});

afterEach(sealWithOld);

describe('rotating the key of the vault', () => {
  it('seals every secret with the newest key, in batches, and changes nothing else', async () => {
    const before = await database.query({ text: 'select id, version, updated_at from webhooks order by id' });
    const names = everySealedColumn.map(({ table, column }) => `${table}.${column}`);
    const counted = await countSecrets({ queries: database, vault: both });
    expect(counted).toMatchObject([5, 7, 1, 2, 1].map((outdated) => ({ outdated })));
    await expect(opened(made[0]?.id ?? '')).rejects.toThrow(UnknownKeyError);
    await expect(openedSet('first')).rejects.toThrow(UnknownKeyError);

    const rotated = await rotateSecrets({ queries: database, vault: both, batchSize: 2 });
    const done = { outdated: 0, unreadable: [] };
    expect(rotated).toEqual([
      { name: names[0], all: 5, resealed: 5, ...done },
      { name: names[1], all: 7, resealed: 7, ...done },
      { name: names[2], all: 1, resealed: 1, ...done },
      { name: names[3], all: 2, resealed: 2, ...done },
      { name: names[4], all: 1, resealed: 1, ...done },
    ]);
    for (const [index, { id, secret }] of made.entries()) {
      expect(await opened(id)).toMatchObject({
        secrets: [secret],
        headers: index < 5 ? { 'x-key': `number ${index}` } : {},
      });
    }
    const { identifier } = apiKey;
    expect(await credentialByApiKey(database, onlyNewest, identifier)).toMatchObject({
      secret: apiKey.secret,
    });
    for (const set of sets) expect(await openedSet(set.format)).toEqual(set);
    const sealed = await objectSecretGet(database, object);
    expect(onlyNewest.open(sealed ?? Buffer.alloc(0), ofObject)).toBe('of the object');
    const after = await database.query({ text: 'select id, version, updated_at from webhooks order by id' });
    expect(after).toEqual(before);
    expect(doneWith(await rotateSecrets({ queries: database, vault: both }))).toEqual([0, 0, 0, 0, 0]);
  });

  it('covers every sealed column that there is', async () => {
    const columns = await database.query<{ table: string; column: string }>({
      text: `
        select table_name as "table", column_name as "column"
        from information_schema.columns
        where column_name like 'sealed%' and table_schema = (
          select relnamespace::regnamespace::text from pg_class where oid = 'webhooks'::regclass
        )`,
    });
    const byName = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
    expect(columns.sort(byName)).toEqual([...everySealedColumn].sort(byName));
  });

  it('goes on where it was stopped', async () => {
    let batches = 0;
    const stopped = interrupted('update webhooks', async () => {
      batches += 1;
      if (batches > 2) throw new Error('stopped');
    });
    await expect(rotateSecrets({ queries: stopped, vault: both, batchSize: 2 })).rejects.toThrow('stopped');
    expect(doneWith(await rotateSecrets({ queries: database, vault: both }))).toEqual([1, 7, 1, 2, 1]);
    expect(await opened(made[4]?.id ?? '')).toMatchObject({ headers: { 'x-key': 'number 4' } });
  });

  it('keeps what a node saves in between, and says that its older key is still needed', async () => {
    const id = made[1]?.id ?? '';
    let saved = false;
    const overtaken = interrupted('update webhooks', async () => {
      if (saved) return;
      saved = true;
      // This node has not heard of the new key: it seals with the old one.
      await api.webhooks.update(context, { id }, { headers: { 'x-key': 'saved in between' } });
    });
    const rotated = await rotateSecrets({ queries: overtaken, vault: both });
    expect(rotated[0]).toMatchObject({ all: 5, resealed: 4, outdated: 1, unreadable: [] });
    expect(await opened(id, both)).toMatchObject({ headers: { 'x-key': 'saved in between' } });

    expect(doneWith(await rotateSecrets({ queries: database, vault: both }))).toEqual([1, 0, 0, 0, 0]);
    expect(await opened(id)).toMatchObject({ headers: { 'x-key': 'saved in between' } });
  });

  it('names what it has no key for, leaves it alone, and does the rest', async () => {
    const lost = createVault(Buffer.alloc(32, 9));
    const id = made[2]?.id ?? '';
    const [row] = await database.query<{ sealed_access: Buffer }>({
      text: 'select sealed_access from webhooks where id = $1',
      values: [id],
    });
    const set = (sealed: Buffer | undefined) =>
      database.query({ text: 'update webhooks set sealed_access = $2 where id = $1', values: [id, sealed] });
    const sealed = lost.seal('{}', `webhooks.sealed_access/${organizationId}/${id}`);
    await set(sealed);
    const [rotated] = await rotateSecrets({ queries: database, vault: both, batchSize: 1 });
    expect(rotated).toMatchObject({
      all: 5,
      resealed: 4,
      outdated: 1,
      unreadable: [{ organizationId, id, reason: expect.stringContaining('another key') }],
    });
    const [kept] = await database.query<{ sealed_access: Buffer }>({
      text: 'select sealed_access from webhooks where id = $1',
      values: [id],
    });
    expect(kept?.sealed_access).toEqual(sealed);
    await set(row?.sealed_access);
  });
});

describe('bellwire rotate-secrets', () => {
  it('prints counts, and exits with 1 only while older keys are needed', async () => {
    const [{ name = '' } = {}] = await database.query<{ name: string }>({
      text: 'select current_database() as name',
    });
    vi.stubEnv('DATABASE_URL', withDatabase(inject('database').adminConnectionString, name));
    vi.stubEnv('BELLWIRE_SECRET_KEY', [newest, old].map((key) => key.toString('base64')).join(','));
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    try {
      await rotateSealedSecrets({ dryRun: true });
      expect(lines.shift()).toBe('webhooks.sealed_access: 5 in all, 0 sealed anew, 5 under older keys');
      expect(lines.at(-1)).toBe('Older keys are still needed.');
      expect(process.exitCode).toBe(1);
      process.exitCode = undefined;
      lines.length = 0;
      await rotateSealedSecrets({});
      expect(lines.shift()).toBe('webhooks.sealed_access: 5 in all, 5 sealed anew, 0 under older keys');
      expect(lines.at(-1)).toMatch(/^Everything is sealed with the newest key/);
      expect(process.exitCode).toBeUndefined();
    } finally {
      process.exitCode = undefined;
      log.mockRestore();
      vi.unstubAllEnvs();
    }
  });
});
