import { silentLog } from '../../src/base/log.ts';
import type { Roles } from '../../src/base/roles.ts';
import { readConfig } from '../../src/config.ts';
import { type Bellwire, startBellwire } from '../../src/main.ts';
import { closing } from './cleanup.ts';

/** Bellwire in this process, as a program has it that calls `publish` itself. `settings` are environment variables. */
export async function startInThisProcess(input: {
  settings: Record<string, string>;
  roles?: Roles;
}): Promise<Bellwire> {
  const config = readConfig({ BELLWIRE_PORT: '0', BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1', ...input.settings });
  const bellwire = await startBellwire({
    config,
    log: silentLog,
    ...(input.roles !== undefined && { roles: input.roles }),
  });
  return { ...bellwire, close: closing(() => bellwire.close()) };
}
