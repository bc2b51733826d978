import { readFile, stat } from 'node:fs/promises';

/** The operating-system user that the server runs as, when that is not the one Bellwire runs as. */
export interface Identity {
  uid: number;
  gid: number;
}

/**
 * Who runs the server. PostgreSQL refuses to run as root, so root hands it to somebody without rights: whoever
 * owns the data already, else the user `postgres`, else `nobody`. An ordinary user runs it as themselves.
 */
export async function identityFor(dataDirectory: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return unprivilegedIn(await readFile('/etc/passwd', 'utf8').catch(() => ''));
}

/** The user without rights that a password file offers; 65534 is what systems call `nobody` by custom. */
export function unprivilegedIn(passwd: string): Identity {
  const users = passwd.split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const fields = users.find(([name]) => name === wanted);
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/** Whether that user may pass through a folder, going by its owner and mode. */
export function mayEnter(
  folder: { mode: number; uid: number; gid: number },
  { uid, gid }: Identity,
): boolean {
  if (folder.uid === uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
