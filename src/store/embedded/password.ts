import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { BellwireError } from '../../base/errors.ts';

/** The password of the embedded server. Made at the first start, and read by nobody but Bellwire's own user. */
export async function readPassword(file: string, mustExist: boolean): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (mustExist) {
      throw new BellwireError(
        'conflict',
        `There is a database, but its password is gone: ${file} is missing. Bring that file back from a backup, ` +
          'or move the whole data folder aside to begin afresh.',
      );
    }
  }
  const password = randomBytes(24).toString('base64url');
  // Written aside and renamed, so that dying here never leaves an empty password behind.
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}
