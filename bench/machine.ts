import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from '../src/store/embedded/platform.ts';
import { median } from './figures/statistics.ts';

/** What the figures came from. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  /** Of the embedded server; the runs with DATABASE_URL use the same one, unless BENCH_DATABASE_URL is set. */
  postgres: string;
  /** Median of writing 8 kB and syncing them, where the databases lie: what a commit cannot be faster than. */
  fsyncMs: number;
}

export async function describeMachine(): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    // Of the package: what follows the hyphen counts packagings.
    postgres: (await findBinaries()).version.split('-', 1)[0]!,
    fsyncMs: syncMs(),
  };
}

function syncMs(): number {
  const path = join(tmpdir(), `bellwire-bench-sync-${process.pid}`);
  const file = openSync(path, 'w');
  try {
    const page = Buffer.alloc(8192, 1);
    const times = Array.from({ length: 50 }, () => {
      const startMs = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      return performance.now() - startMs;
    });
    return Math.round(median(times) * 1000) / 1000;
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
