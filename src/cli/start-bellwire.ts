import type { Log } from '../base/log.ts';
import type { Roles } from '../base/roles.ts';
import type { Tracing } from '../base/tracing/tracing.ts';
import type { Config } from '../config.ts';

/** A running Bellwire, as far as commands need to know it. */
export interface RunningBellwire {
  url: string;
  firstToken: string | null;
  createSignInLink(): Promise<string>;
  lost: Promise<Error>;
  close(): Promise<void>;
}

/** Starts Bellwire. Handed to the commands by `bin`, since they may not know how it is put together. */
export type StartBellwire = (input: {
  config: Config;
  log: Log;
  roles?: Roles;
  tracing?: Tracing;
}) => Promise<RunningBellwire>;
