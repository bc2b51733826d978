import { createLog } from '../../base/log.ts';
import { checkRoles, type Roles } from '../../base/roles.ts';
import { startTracing } from '../../base/tracing/start-tracing.ts';
import { readConfig } from '../../config.ts';
import { version } from '../../version.ts';
import type { StartBellwire } from '../start-bellwire.ts';
import { stopSignal } from '../stop-signal.ts';

/** Runs Bellwire until it is told to stop, or cannot go on. */
export async function serve(startBellwire: StartBellwire, roles: Roles): Promise<void> {
  // Before anything is started: an embedded database takes a while.
  checkRoles(roles);
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const tracing = await startTracing(process.env, { log, version });
  const stopped = stopSignal();
  const bellwire = await startBellwire({ config, log, roles, tracing });
  if (bellwire.firstToken !== null) {
    console.log('This is the first start. The administrator token, shown only now:');
    console.log(`\n  ${bellwire.firstToken}\n`);
  }
  console.log(`Bellwire listens on ${bellwire.url}`);

  const ended = await Promise.race([stopped, bellwire.lost]);
  if (ended instanceof Error) {
    log.error({ reason: ended.message }, 'Bellwire cannot go on');
    process.exitCode = 1;
  } else {
    log.info({ signal: ended }, 'stopping: finishing what is under way');
  }
  await bellwire.close();
}
