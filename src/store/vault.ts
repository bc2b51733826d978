import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keeps secrets unreadable in the database. */
export interface Vault {
  /** `context` names the place the value is kept in (`sealContext`): it can be opened nowhere else. */
  seal(text: string, context: string): Buffer;
  /** Throws `UnknownKeyError` where none of the vault's keys sealed it. */
  open(sealed: Buffer, context: string): string;
  /** What every value begins with that the newest key sealed. */
  newestHead: Buffer;
}

/** A value that was sealed with a key that the vault does not have. */
export class UnknownKeyError extends Error {}

const algorithm = 'aes-256-gcm';
const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes;

/**
 * A vault with keys of 32 bytes (AES-256-GCM), the newest first. It seals with that one and opens with any of them.
 *
 * A sealed value is: version, key id, nonce, tag, ciphertext. The key id says which key opens it, and is there so
 * that a missing key is told from a damaged value.
 */
export function createVault(...keys: [Buffer, ...Buffer[]]): Vault {
  if (keys.some(({ length }) => length !== 32)) throw new Error('A key of the vault must have 32 bytes.');
  const [key] = keys;
  const head = headOf(key);
  const keyByHead = new Map(keys.map((each) => [headOf(each).toString('hex'), each]));

  return {
    newestHead: head,

    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(associatedData(head, context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
    },

    open(sealed, context) {
      if (sealed[0] !== version || sealed.length < headBytes + nonceBytes + tagBytes) {
        throw new Error('A sealed value in the database is damaged or was made by a newer Bellwire.');
      }
      const itsHead = sealed.subarray(0, headBytes);
      const itsKey = keyByHead.get(itsHead.toString('hex'));
      if (itsKey === undefined) {
        const id = itsHead.subarray(1).toString('hex');
        const known = keys.map((each) => keyIdOf(each).toString('hex')).join(', ');
        throw new UnknownKeyError(
          `A secret in the database was sealed with another key (${id}) than Bellwire has now (${known}). ` +
            'Put that key back, after the newest one.',
        );
      }
      const nonce = sealed.subarray(headBytes, headBytes + nonceBytes);
      const tag = sealed.subarray(headBytes + nonceBytes, headBytes + nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, itsKey, nonce, { authTagLength: tagBytes });
      decipher.setAAD(associatedData(itsHead, context));
      decipher.setAuthTag(tag);
      const text = decipher.update(sealed.subarray(headBytes + nonceBytes + tagBytes));
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (error) {
        throw new Error(`A sealed value does not belong to ${context}, or was changed.`, { cause: error });
      }
    },
  };
}

/** The context of one value: `webhooks.sealed_access` of one row. */
export function sealContext(column: string, organizationId: string, id: string): string {
  return `${column}/${organizationId}/${id}`;
}

function headOf(key: Buffer): Buffer {
  return Buffer.concat([Buffer.from([version]), keyIdOf(key)]);
}

function keyIdOf(key: Buffer): Buffer {
  return createHash('sha256').update('bellwire vault key id').update(key).digest().subarray(0, keyIdBytes);
}

function associatedData(head: Buffer, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context, 'utf8')]);
}
