import { medianOf } from './figures/ratios.ts';
import type { RunFigures } from './figures/run-figures.ts';
import { describeMachine } from './machine.ts';
import { type Options, readOptions, usage } from './options.ts';
import { type Go, jsonOf, tableOf } from './report.ts';
import { type RunKind, runKinds } from './run-kinds.ts';
import { createRunner } from './runner.ts';
import { turnsOf } from './turns.ts';

const options = optionsOrExit();
const runner = createRunner();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    tell('Breaking off: stopping what was started …');
    await runner.breakOff();
    process.exit(130);
  });
}
try {
  const go = await runAll(options);
  process.stdout.write(
    options.json ? `${JSON.stringify(jsonOf(go), null, 2)}\n` : `\n${tableOf(go, runKinds)}\n`,
  );
} catch (error) {
  if (!runner.isBrokenOff()) {
    tell(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function runAll({ runs: wanted, quick, rounds }: Options): Promise<Go> {
  const runs = new Map<string, RunFigures[]>();
  const skipped = new Map<string, string>();
  const kinds = runKinds.filter(({ name, unavailable }) => {
    if (wanted !== null && !wanted.has(name)) return false;
    const reason = unavailable?.() ?? null;
    if (reason !== null) skipped.set(name, reason);
    return reason === null;
  });
  const turns = turnsOf(kinds, (kind) => rounds ?? (quick ? 1 : kind.rounds));
  for (const [index, { kind, round }] of turns.entries()) {
    tell(`${index + 1}/${turns.length} ${kind.title}, round ${round} …`);
    const figures = await runner.run({ name: kind.name, quick, perSecond: paceFrom(runs) });
    tell(`    ${summaryOf(figures)}`);
    runs.set(kind.name, [...(runs.get(kind.name) ?? []), figures]);
  }
  return { machine: await describeMachine(), quick, runs, skipped };
}

/** A fifth of the full rate of this go; where that was not measured, of one that any machine reaches. */
function paceFrom(runs: ReadonlyMap<string, readonly RunFigures[]>): number {
  return Math.round((medianOf(runs, 'inProcess', 'perSecond') ?? 10_000) / 5);
}

function summaryOf({ sent, arrived, logged, seconds, measures }: RunFigures): string {
  const counts = `${sent} sent, ${arrived} arrived, ${logged ?? 'none'} in the log, ${seconds.toFixed(2)} s`;
  const found = Object.entries(measures).map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`);
  return `${counts}; ${found.join(', ')}`;
}

function optionsOrExit(): Options {
  try {
    const read = readOptions(
      process.argv.slice(2),
      runKinds.map(({ name }: RunKind) => name),
    );
    if (!read.help) return read;
    process.stdout.write(`${usage}\n\nRuns: ${runKinds.map(({ name }) => name).join(', ')}\n`);
    process.exit(0);
  } catch (error) {
    tell(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
