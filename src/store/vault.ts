import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keeps secrets unreadable in the database. */
export interface Vault {
  /** `context` names the place the value is kept in (`sealContext`): it can be opened nowhere else. */
  seal(text: string, context: string): Buffer;
  open(sealed: Buffer, context: string): string;
}

const algorithm = 'aes-256-gcm';
const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes;

/**
 * A vault with one key of 32 bytes (AES-256-GCM).
 *
 * A sealed value is: version, key id, nonce, tag, ciphertext. The key id is there so that a wrong key is told
 * from a damaged value, and so that a later version can open values of an older key while it changes them over.
 */
export function createVault(key: Buffer): Vault {
  if (key.length !== 32) throw new Error('The key of the vault must have 32 bytes.');
  const head = Buffer.concat([Buffer.from([version]), keyIdOf(key)]);

  return {
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
      if (!sealed.subarray(0, headBytes).equals(head)) {
        throw new Error(
          'A secret in the database was sealed with another key than the one Bellwire has now.',
        );
      }
      const nonce = sealed.subarray(headBytes, headBytes + nonceBytes);
      const tag = sealed.subarray(headBytes + nonceBytes, headBytes + nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(associatedData(head, context));
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

function keyIdOf(key: Buffer): Buffer {
  return createHash('sha256').update('bellwire vault key id').update(key).digest().subarray(0, keyIdBytes);
}

function associatedData(head: Buffer, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context, 'utf8')]);
}
