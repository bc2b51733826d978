import { Command } from 'commander';
import { BellwireError, messageOf } from '../base/errors.ts';
import type { Roles } from '../base/roles.ts';
import { version } from '../version.ts';
import { demo } from './commands/demo.ts';
import { migrateSchema } from './commands/migrate.ts';
import { rotateSealedSecrets } from './commands/rotate-secrets.ts';
import { serve } from './commands/serve.ts';
import { printSettings } from './commands/settings.ts';
import { printSignInLink } from './commands/sign-in-link.ts';
import type { StartBellwire } from './start-bellwire.ts';

/** Runs one command. An error that is meant for people is one line; anything else comes with its stack. */
export async function runCommandLine(argv: readonly string[], startBellwire: StartBellwire): Promise<void> {
  const program = new Command('bellwire')
    .description('Tells the outside world what happens in an API-management system.')
    .version(version);
  program
    .command('serve', { isDefault: true })
    .description('start Bellwire and run until it is told to stop')
    .option('--no-api', 'only send: no API is served, others accept')
    .option('--no-delivery', 'only accept: others send')
    .action((roles: Roles) => serve(startBellwire, roles));
  program
    .command('demo')
    .description('play a story from the management API to a receiver, on an embedded database of its own')
    .option('--exit', 'end when the story has been told, instead of staying up for play')
    .action((options: { exit?: boolean }) => demo(startBellwire, options));
  program
    .command('migrate')
    .description('bring the schema of the database up to date, without starting Bellwire')
    .option('--dry-run', 'only say what would be done')
    .action((options: { dryRun?: boolean }) => migrateSchema(options));
  program
    .command('rotate-secrets')
    .description('seal every secret in the database with the newest of the keys')
    .option('--dry-run', 'only count them')
    .action((options: { dryRun?: boolean }) => rotateSealedSecrets(options));
  program
    .command('sign-in-link')
    .description('print a link that signs you in to the console once, as an administrator')
    .option('--url <url>', 'where browsers reach Bellwire, when it is not where it listens')
    .action((options: { url?: string }) => printSignInLink(options));
  program
    .command('settings')
    .description('list every setting with its default and its meaning')
    .action(printSettings);

  try {
    await program.parseAsync(argv);
  } catch (error) {
    console.error(error instanceof BellwireError ? `bellwire: ${messageOf(error)}` : error);
    process.exitCode = 1;
  }
}
