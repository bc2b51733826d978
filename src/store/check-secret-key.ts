import { BellwireError } from '../base/errors.ts';
import type { Queries } from './database.ts';
import {
  keyCheckExists,
  keyCheckGet,
  keyCheckInsert,
  keyCheckReplace,
  sealedSamples,
} from './queries/sealed/key-check.ts';
import { sealContext, UnknownKeyError, type Vault } from './vault.ts';

const context = 'secret_key_check.value';
const text = 'bellwire';

/**
 * Refuses a node whose key is not the one that the secrets in the database are sealed with: it could read none of
 * them, and what it seals no other node could read. The first node to start leaves a value for the others to open.
 */
export async function checkSecretKey(queries: Queries, vault: Vault): Promise<void> {
  try {
    const value = await keyCheckGet(queries);
    if (value !== null) {
      vault.open(value, context);
      return;
    }
    // A database from before there was such a value: its secrets tell as much.
    for (const { column, row, sealed } of await sealedSamples(queries)) {
      vault.open(sealed, sealContext(`${column.table}.${column.column}`, row.organizationId, row.id));
    }
  } catch (error) {
    if (error instanceof UnknownKeyError) throw otherKey(error);
    throw error;
  }
  await keyCheckInsert(queries, vault.seal(text, context));
  // Of two nodes that start together with different keys, the one that came second goes.
  await checkSecretKey(queries, vault);
}

/** Whether there is a key already that every node must have. Without one, the first node to start makes it. */
export async function hasSecretKey(queries: Queries): Promise<boolean> {
  return (await keyCheckGet(queries)) !== null || (await sealedSamples(queries)).length > 0;
}

/** Seals the value with the newest key, so that nodes can do without the older ones. */
export async function resealKeyCheck(queries: Queries, vault: Vault): Promise<void> {
  const value = (await keyCheckExists(queries)) ? await keyCheckGet(queries) : null;
  if (value === null || value.subarray(0, vault.newestHead.length).equals(vault.newestHead)) return;
  await keyCheckReplace(queries, value, vault.seal(vault.open(value, context), context));
}

function otherKey(cause: UnknownKeyError): BellwireError {
  return new BellwireError(
    'invalid',
    'This node has another secret key than the one that the secrets in its database are sealed with. Set ' +
      'BELLWIRE_SECRET_KEY to the same value on every node (where it was not set, the first one made a secret.key in its data ' +
      `folder, whose content it takes as well). ${cause.message}`,
    [],
    { cause },
  );
}
