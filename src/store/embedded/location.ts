import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What decides where the data lies. */
export interface LocationFacts {
  /** The data folder, without symbolic links. */
  dataDir: string;
  /** What `postgres.location` says, when it is there. */
  recorded: string | undefined;
  /** Whether the user that runs the server can come to the data folder. */
  reachable: boolean;
  /** Whether there is data in the data folder itself already. */
  present: boolean;
  /** Where root keeps what its unprivileged user must reach. */
  sharedFolder: string;
  /** Random, and kept in the data folder: a new folder at an old path is not the old folder. */
  secret: string;
}

/** Where PostgreSQL keeps its data, in words for the caller to act on. */
export type Location =
  | { kind: 'in-place'; dataDirectory: string }
  | { kind: 'elsewhere'; dataDirectory: string }
  /** The data is in the data folder, but whoever runs the server cannot come to it any more. */
  | { kind: 'cut-off'; dataDirectory: string };

/** Decides where the data lies: in the data folder, unless the server's user cannot come there. */
export function locate(facts: LocationFacts): Location {
  if (facts.recorded !== undefined) return { kind: 'elsewhere', dataDirectory: facts.recorded };
  const inPlace = join(facts.dataDir, 'postgres');
  if (facts.reachable) return { kind: 'in-place', dataDirectory: inPlace };
  // Beginning afresh elsewhere would look like lost data.
  if (facts.present) return { kind: 'cut-off', dataDirectory: inPlace };
  const name = shortHash(`${facts.dataDir}\0${facts.secret}`);
  return { kind: 'elsewhere', dataDirectory: join(facts.sharedFolder, name) };
}

/** The kernel takes 107 bytes for the path of a socket on Linux, 103 on macOS. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;
const socketName = '/.s.PGSQL.5432';

/** The folder of the server's socket: with the data, or a short one made for it where that path is too long. */
export function socketFolderFor(dataDirectory: string, temporary: string): string {
  const candidates = [dataDirectory];
  for (const base of [temporary, '/tmp']) {
    candidates.push(join(base, `bellwire-${shortHash(dataDirectory)}`));
  }
  const fits = (folder: string) => Buffer.byteLength(folder + socketName) <= longestSocketPath;
  return candidates.find(fits) ?? candidates[2]!;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
