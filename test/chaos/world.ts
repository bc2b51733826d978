import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DatabaseServer, startDatabaseServer } from './database-server.ts';
import { type ChaosNode, startNode } from './node.ts';
import type { SmallDisk } from './small-disk.ts';

/** All that faults can get at. */
export interface World {
  server: DatabaseServer;
  disk: SmallDisk;
  nodes: readonly ChaosNode[];
  remove(): Promise<void>;
}

/** Starts a database and so many nodes on it. */
export async function startWorld(input: { nodes: number; diskMegabytes: number }): Promise<World> {
  // What `npm test` has done already; where a test is run by itself, this makes sure of it.
  const ensure = fileURLToPath(new URL('../../scripts/ensure.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [join(ensure)]);
  const server = await startDatabaseServer(input.diskMegabytes);
  const nodes: ChaosNode[] = [];
  async function remove(): Promise<void> {
    await Promise.all(nodes.map((node) => node.kill()));
    await Promise.all(nodes.map((node) => node.proxy.close()));
    await server.remove();
  }
  try {
    for (let number = 0; number < input.nodes; number += 1) {
      const node = await startNode({ name: `node ${number}`, ...server });
      nodes.push(node);
      node.start();
      // One after the other: the first one makes the tables and has the first token.
      await node.up();
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { server, disk: server.disk, nodes, remove };
}
