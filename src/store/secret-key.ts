import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BellwireError } from '../base/errors.ts';

const keyBytes = 32;

/** The keys of the vault, the newest first. */
export type SecretKeys = [Buffer, ...Buffer[]];

/**
 * Where the keys come from: a setting, or a file in the data folder where there is none. `mayMake` says whether that file
 * may be made when it is not there: only where nothing is sealed yet.
 */
export function secretKeys(
  config: { secretKey: string | null; dataDir: string },
  mayMake: () => Promise<boolean>,
): Promise<SecretKeys> {
  return config.secretKey === null
    ? secretKeysFromFile(join(config.dataDir, 'secret.key'), mayMake)
    : Promise.resolve(secretKeysFromText(config.secretKey, 'BELLWIRE_SECRET_KEY'));
}

/** The keys from a setting: base64 of 32 bytes each, with commas between. `setting` is its name, for the message. */
export function secretKeysFromText(text: string, setting: string): SecretKeys {
  const keys = decodeAll(text.split(','));
  if (keys === null) {
    throw new BellwireError(
      'invalid',
      `${setting} must be the base64 of ${keyBytes} random bytes, such as \`openssl rand -base64 ${keyBytes}\` ` +
        'prints, or several of those with commas between them, the newest first.',
    );
  }
  return keys;
}

/** The keys from a file that only its owner may read, one a line. The file is made when it is not there and may be made. */
export async function secretKeysFromFile(path: string, mayMake: () => Promise<boolean>): Promise<SecretKeys> {
  if (!(await exists(path))) await makeIfAllowed(path, mayMake);
  await refuseReadableByOthers(path);
  const lines = (await readFile(path, 'utf8')).split('\n');
  const keys = decodeAll(lines.filter((line) => line.trim() !== ''));
  if (keys === null) {
    throw new BellwireError(
      'invalid',
      `The key file ${path} does not hold the base64 of ${keyBytes} bytes on each line. Restore it from a ` +
        'backup: without it the secrets in the database cannot be read.',
    );
  }
  return keys;
}

async function makeIfAllowed(path: string, mayMake: () => Promise<boolean>): Promise<void> {
  if (await mayMake()) return createOnce(path);
  // Of two that start at once in one folder, the other one may have made it and sealed something meanwhile.
  if (await exists(path)) return;
  throw new BellwireError(
    'invalid',
    `There is no key file ${path}. Put it there from a backup, or set BELLWIRE_SECRET_KEY to the key that the secrets in ` +
      'the database are sealed with. No new one is made: it could read none of them.',
  );
}

/**
 * Writes a new key beside the file and then gives it the file's name, which fails where that name is taken: nobody
 * ever reads half a key, and of two that start at once both go on with the same one.
 */
async function createOnce(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
    // What is sealed with a key that a power cut took away could never be read again.
    await file.sync();
    await file.close();
    await link(draft, path).catch(ignore('EEXIST'));
  } finally {
    await file.close().catch(() => {});
    await unlink(draft);
  }
}

async function refuseReadableByOthers(path: string): Promise<void> {
  // Windows has no such bits: `stat` makes them up there.
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  throw new BellwireError(
    'invalid',
    `Others may read the key file ${path} (mode ${(mode & 0o777).toString(8)}). ` +
      `Take that from them: chmod 600 ${path}`,
  );
}

function decodeAll(texts: readonly string[]): SecretKeys | null {
  const keys = texts.map(decode);
  const [newest, ...older] = keys.filter((key) => key !== null);
  return newest === undefined || keys.includes(null) ? null : [newest, ...older];
}

function decode(text: string): Buffer | null {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  // `Buffer.from` skips what is not base64; only what it gives back the same was meant.
  const same = key.toString('base64').replace(/=+$/, '') === trimmed.replace(/=+$/, '');
  return same && key.length === keyBytes ? key : null;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => ignore('ENOENT')(error) ?? false,
  );
}

function ignore(code: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code !== code) throw error;
    return undefined;
  };
}
