import { beforeEach, describe, expect, it } from 'vitest';
import { testApi } from '../../test/harness/native-api.ts';
import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { checkSecretKey, hasSecretKey } from './check-secret-key.ts';
import { rotateSecrets } from './rotate-secrets.ts';
import { createVault, type Vault } from './vault.ts';

const api = await testApi();
const { database } = api.webhookServices;
/** The one that `testApi` seals with. */
const ours = Buffer.alloc(32, 7);
const newer = Buffer.alloc(32, 8);
const check = (...keys: [Buffer, ...Buffer[]]) => checkSecretKey(database, createVault(...keys));
const rotate = (vault: Vault) => rotateSecrets({ queries: database, vault });

beforeEach(async () => {
  await database.query({ text: 'delete from secret_key_check' });
  await database.query({ text: 'delete from organizations' });
});

const saveSecret = async () => {
  const organization = await api.organizations.create(bellwirePrincipal, {
    key: 'acme',
    name: 'Acme',
    dialect: 'small',
  });
  await api.webhooks.create(
    { principal: bellwirePrincipal, organization },
    { name: 'A', url: 'https://a.example/' },
  );
};

describe('a node at its start', () => {
  it('passes with the key of the node that was first, and with it among others', async () => {
    await check(ours);
    await check(ours);
    await check(newer, ours);
    await check(ours, newer);
  });

  it('may make a key where nothing is sealed, and not once another node has begun or anything is', async () => {
    expect(await hasSecretKey(database)).toBe(false);
    await saveSecret();
    expect(await hasSecretKey(database)).toBe(true);
    await database.query({ text: 'delete from organizations' });
    expect(await hasSecretKey(database)).toBe(false);
    await check(ours);
    expect(await hasSecretKey(database)).toBe(true);
  });

  it('is refused with another key, and told what to set', async () => {
    await check(ours);
    await expect(check(newer)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/BELLWIRE_SECRET_KEY to the same value on every node/),
    });
    await check(ours);
  });

  it('lets one key win where nodes with different ones start together', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => Buffer.alloc(32, index % 2 ? 7 : 8));
    const started = await Promise.allSettled(keys.map((key) => check(key)));
    const passed = started.flatMap(({ status }, index) => (status === 'fulfilled' ? [index % 2] : []));
    expect(passed).toHaveLength(4);
    expect(new Set(passed).size).toBe(1);
  });

  it('is refused with another key where the secrets are older than the check, and does not spoil it', async () => {
    await saveSecret();
    await expect(check(newer)).rejects.toMatchObject({ code: 'invalid' });
    await check(ours);
  });

  it('can do without the old key when the secrets are sealed with the new one', async () => {
    await saveSecret();
    await check(ours);
    await check(ours, newer);
    await check(newer, ours);
    await expect(check(newer)).rejects.toMatchObject({ code: 'invalid' });
    await rotate(createVault(newer, ours));
    await check(newer);
    await expect(check(ours)).rejects.toMatchObject({ code: 'invalid' });
    // Back again, so that other tests find what they expect.
    await rotate(createVault(ours, newer));
    await check(ours);
  });

  it('rotates where the schema is older than the check', async () => {
    await database.query({ text: 'alter table secret_key_check rename to gone' });
    await rotate(createVault(ours));
    await database.query({ text: 'alter table gone rename to secret_key_check' });
  });
});
