import { describe, expect, it } from 'vitest';
import { createVault, sealContext, UnknownKeyError } from './vault.ts';

const vault = createVault(Buffer.alloc(32, 1));

describe('a vault', () => {
  it('gives back what was sealed, empty text and emoji included', () => {
    for (const text of ['', 'whsec_abc', '🔑 ключ', 'x'.repeat(100_000)]) {
      expect(vault.open(vault.seal(text, 'here'), 'here')).toBe(text);
    }
  });

  it('never seals the same text to the same bytes, and shows nothing of it', () => {
    const [first, second] = [vault.seal('a secret', 'here'), vault.seal('a secret', 'here')];
    expect(first.equals(second)).toBe(false);
    expect(first.includes('secret')).toBe(false);
  });

  it('refuses a value that was moved to another row, column or organization', () => {
    const at = sealContext('webhooks.sealed_access', 'o1', 'w1');
    const sealed = vault.seal('a secret', at);
    for (const elsewhere of [
      sealContext('webhooks.sealed_access', 'o1', 'w2'),
      sealContext('webhooks.sealed_access', 'o2', 'w1'),
      sealContext('webhooks.sealed_secrets', 'o1', 'w1'),
    ]) {
      expect(() => vault.open(sealed, elsewhere)).toThrow(/does not belong to/);
    }
  });

  it('refuses a value of which any byte was changed', () => {
    const sealed = vault.seal('a secret', 'here');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => vault.open(changed, 'here'), `byte ${index}`).toThrow();
    }
  });

  it('refuses a value that was cut', () => {
    const sealed = vault.seal('a secret', 'here');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => vault.open(sealed.subarray(0, length), 'here'), `length ${length}`).toThrow();
    }
  });

  it('says so when the value was sealed with another key', () => {
    const sealed = createVault(Buffer.alloc(32, 2)).seal('a secret', 'here');
    expect(() => vault.open(sealed, 'here')).toThrow(/another key/);
  });

  it('seals with the newest of several keys and opens with any, in its own place only', () => {
    const [old, older] = [Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
    const both = createVault(Buffer.alloc(32, 1), old, older);
    for (const key of [Buffer.alloc(32, 1), old, older]) {
      const sealed = createVault(key).seal('a secret', 'here');
      expect(both.open(sealed, 'here')).toBe('a secret');
      expect(() => both.open(sealed, 'there')).toThrow(/does not belong to/);
    }
    expect(vault.open(both.seal('a secret', 'here'), 'here')).toBe('a secret');
    expect(both.seal('a secret', 'here').subarray(0, 5)).toEqual(both.newestHead);
    expect(vault.newestHead).toEqual(both.newestHead);
    expect(createVault(old).newestHead).not.toEqual(both.newestHead);
  });

  it('names the key that is missing and those it has by their ids, and shows nothing of a key', () => {
    const old = createVault(Buffer.alloc(32, 2));
    const id = old.newestHead.subarray(1).toString('hex');
    const open = () => vault.open(old.seal('a secret', 'here'), 'here');
    expect(open).toThrow(UnknownKeyError);
    expect(open).toThrow(`another key (${id})`);
    expect(open).toThrow(`(${vault.newestHead.subarray(1).toString('hex')})`);
    expect(id).not.toBe('02020202');
  });

  it('takes no key of another length', () => {
    expect(() => createVault(Buffer.alloc(16))).toThrow(/32 bytes/);
  });
});
