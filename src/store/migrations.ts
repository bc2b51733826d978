import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BellwireError } from '../base/errors.ts';

/** One step of the schema: a file `NNNNNN_name.sql`. */
export interface Migration {
  number: number;
  name: string;
  fileName: string;
  sql: string;
}

/** The program's own migrations: as far above `src/store/` as above `dist/store/`. */
export const migrationsFolder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** Every migration in `folder`, in order. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const fileNames = orderMigrations(await readdir(folder));
  return Promise.all(
    fileNames.map(async (fileName, index) => ({
      number: index + 1,
      name: fileName.slice(7, -4),
      fileName,
      sql: await readFile(join(folder, fileName), 'utf8'),
    })),
  );
}

/** The SQL files among `names`, in order. They must count 1, 2, 3 … without a gap or a double. */
export function orderMigrations(names: readonly string[]): string[] {
  const files = names.filter((name) => name.endsWith('.sql')).sort();
  for (const [index, file] of files.entries()) {
    const expected = String(index + 1).padStart(6, '0');
    if (!/^\d{6}_[a-z0-9_-]+\.sql$/.test(file) || !file.startsWith(expected)) {
      throw new BellwireError(
        'conflict',
        `The migrations folder is not complete: expected ${expected}_….sql, found ${file}. ` +
          'Install this version of Bellwire again.',
      );
    }
  }
  return files;
}
