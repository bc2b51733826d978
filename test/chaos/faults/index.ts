import { cutCommit } from './cut-commit.ts';
import { cutConnections } from './cut-connections.ts';
import type { FaultKind } from './fault.ts';
import { fillDisk } from './fill-disk.ts';
import { jumpClock } from './jump-clock.ts';
import { killNode } from './kill-node.ts';
import { restartDatabase } from './restart-database.ts';

/** Everything that can go wrong. A new one is a file here and a line in this list. */
export const faultKinds: readonly FaultKind[] = [
  killNode,
  restartDatabase,
  cutConnections,
  cutCommit,
  fillDisk,
  jumpClock,
];
