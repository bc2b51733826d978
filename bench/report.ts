import { medianOf, type Ratio, type RunsByName, ratios, ratiosOf } from './figures/ratios.ts';
import type { RunFigures } from './figures/run-figures.ts';
import type { Machine } from './machine.ts';

/** Everything that one go of the benchmark found. */
export interface Go {
  machine: Machine;
  quick: boolean;
  runs: RunsByName;
  /** Runs that could not be made, with the reason. */
  skipped: ReadonlyMap<string, string>;
}

/** A kind of run, as far as a report needs it. */
interface Titled {
  name: string;
  title: string;
  /** What is counted, where it is not events: then it is not compared with a loop that sends events. */
  unit?: string;
}

/** The one object of `--json`. */
export function jsonOf({ machine, quick, runs, skipped }: Go): object {
  return {
    quick,
    ratios: ratiosOf(runs),
    memoryMb: medianOf(runs, 'drainMillion', 'peakMb'),
    machine,
    runs: [...runs].flatMap(([name, rounds]) =>
      rounds.map(({ measures, ...counts }, index) => ({ name, round: index + 1, ...counts, ...measures })),
    ),
    skipped: Object.fromEntries(skipped),
  };
}

/** The same for people, in lines of Markdown that can be read as they are. */
export function tableOf({ machine, quick, runs, skipped }: Go, kinds: readonly Titled[]): string {
  const rows = kinds.filter(({ name }) => runs.has(name)).map((kind) => runRow(kind, runs));
  const found = ratiosOf(runs);
  const ratioRows = Object.entries<Ratio>(ratios).flatMap(([name, ratio]) => {
    const value = found[name as keyof typeof found];
    return value === null ? [] : [[ratio.meaning, `\`${name}\``, value.toFixed(2), goalText(ratio)]];
  });
  const memory = medianOf(runs, 'drainMillion', 'peakMb');
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; ${machine.system}; Node.js ${machine.node}; ` +
      `PostgreSQL ${machine.postgres}, fsync on (${machine.fsyncMs} ms for 8 kB)`,
    ...(quick ? ['', 'Made with --quick: it shows that everything works. The figures say little.'] : []),
    '',
    ...table(['Run', 'Name', 'Rounds', 'Events', 'Median', 'Lowest to highest', 'Of the bare loop'], rows),
    '',
    ...(ratioRows.length > 0 ? table(['Ratio', 'Name', 'Value', 'Goal'], ratioRows) : []),
    ...(memory === null
      ? []
      : ['', `Memory of the delivering process at its peak, while it drains: ${memory} MB`]),
    ...[...skipped].map(([name, reason]) => `\n${name}: skipped, ${reason}.`),
  ];
  return lines.join('\n');
}

function runRow({ name, title, unit }: Titled, runs: RunsByName): string[] {
  const rounds = runs.get(name) ?? [];
  const events = String(rounds[0]?.sent ?? '');
  const bare = medianOf(runs, 'bareLoop', 'perSecond');
  const { text, spread, perSecond } = measured(name, rounds, runs);
  const share =
    bare === null || perSecond === null || unit !== undefined ? '' : (perSecond / bare).toFixed(2);
  const rate = unit === undefined ? text : text.replace('/s', ` ${unit}/s`);
  return [title, `\`${name}\``, String(rounds.length), events, rate, spread, share];
}

/** What a run is about: a latency, a time, or a rate. */
function measured(
  name: string,
  rounds: readonly RunFigures[],
  runs: RunsByName,
): { text: string; spread: string; perSecond: number | null } {
  const p50 = medianOf(runs, name, 'p50Ms');
  const p99 = medianOf(runs, name, 'p99Ms');
  if (p50 !== null && p99 !== null) {
    const all = rounds.map(({ measures }) => measures.p99Ms ?? Number.NaN);
    const pace = Math.round(medianOf(runs, name, 'perSecond') ?? 0);
    return {
      text: `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms at ${pace}/s`,
      spread: `p99 ${spreadOf(all, 2)}`,
      perSecond: null,
    };
  }
  const after = medianOf(runs, name, 'firstAfterSeconds');
  const all = medianOf(runs, name, 'allAfterSeconds');
  if (after !== null && all !== null) {
    return {
      text: `first after ${after.toFixed(1)} s, all after ${all.toFixed(1)} s`,
      spread: '',
      perSecond: null,
    };
  }
  const rates = rounds.map(({ measures }) => measures.perSecond ?? Number.NaN);
  const perSecond = medianOf(runs, name, 'perSecond');
  return { text: `${Math.round(perSecond ?? 0)}/s`, spread: spreadOf(rates, 0), perSecond };
}

const spreadOf = (values: readonly number[], digits: number) =>
  `${Math.min(...values).toFixed(digits)} – ${Math.max(...values).toFixed(digits)}`;

function goalText({ goal }: Ratio): string {
  if (goal === undefined) return '';
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

/** Padded, so that it is a table in a terminal as well. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)];
}
