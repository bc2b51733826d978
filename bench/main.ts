import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Task } from './child.ts';
import type { RunFigures } from './measure.ts';
import { rateRuns } from './run-kinds.ts';

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 3;
const wanted = rateRuns.filter(({ name }) => only === undefined || name === only || name === 'bareLoop');
const rates = new Map<string, number[]>();
for (let round = 1; round <= rounds; round++) {
  for (const { name, title, count } of wanted) {
    const size = quick ? Math.round(count / 4) : count;
    const figures = await runInChild({ name, count: size, warmUp: Math.min(10_000, size) });
    const rate = figures.sent / figures.seconds;
    rates.set(name, [...(rates.get(name) ?? []), rate]);
    process.stderr.write(`round ${round}: ${title}: ${Math.round(rate)}/s ${JSON.stringify(figures)}\n`);
  }
}
const medianOf = (name: string) =>
  rates.get(name)!.sort((a, b) => a - b)[Math.floor(rates.get(name)!.length / 2)]!;
for (const { name, title } of wanted) {
  console.log(
    `${title}: ${Math.round(medianOf(name))}/s, ${(medianOf(name) / medianOf('bareLoop')).toFixed(2)}`,
  );
}

async function runInChild(task: Task): Promise<RunFigures> {
  const child = fork(fileURLToPath(new URL('./child.js', import.meta.url)), {
    execArgv: process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [],
  });
  let result: { figures?: RunFigures; error?: string } = { error: 'The run ended without a word' };
  child.on('message', (message: typeof result) => {
    result = message;
  });
  child.send(task);
  await once(child, 'exit');
  if (result.figures === undefined) throw new Error(`${task.name}: ${result.error}`);
  return result.figures;
}
