import { parseArgs } from 'node:util';
import { neededWith } from './figures/ratios.ts';

/** What the benchmark is asked to do. */
export interface Options {
  /** Names of runs; null for all. */
  runs: ReadonlySet<string> | null;
  quick: boolean;
  json: boolean;
  /** Overrides how often each kind is run. */
  rounds: number | null;
  help: boolean;
}

export const usage = `npm run bench -- [options]

  --only NAME      one run, with those that its ratios need
  --only A,B,C     exactly these runs
  --quick          everything small: to see that it works, not for figures
  --rounds N       how often each is run
  --json           one JSON object on standard output in place of the table`;

/** Reads the arguments. Throws for what it does not know, with a sentence that says so. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  if (rounds !== null && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new Error('--rounds must be a whole number from 1 on');
  }
  const { quick, json, help } = values;
  return { runs: runsOf(values.only, known), quick, json, rounds, help };
}

function runsOf(only: string | undefined, known: readonly string[]): Set<string> | null {
  if (only === undefined) return null;
  const names = only.split(',');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no run ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  }
  return names.length === 1 ? neededWith(only) : new Set(names);
}
