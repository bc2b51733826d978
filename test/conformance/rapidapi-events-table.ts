import { readFileSync } from 'node:fs';
import { eventTypes } from '../../src/dialects/rapidapi/catalogue/event-types.ts';

/** One row of the vendor's table. */
export interface TableRow {
  label: string;
  /** Names of event types, in no order. */
  triggered: string[];
  /** The same in the order in which they come. */
  inOrder: string[];
}

/**
 * The rows that say what comes of what. Three labels stand there twice: their second rows say how the event type is named,
 * and not what else comes.
 */
export function tableRows(): { rows: TableRow[]; secondRows: TableRow[] } {
  const rows: TableRow[] = [];
  const secondRows: TableRow[] = [];
  const text = readFileSync(new URL('rapidapi-events-table.md', import.meta.url), 'utf8');
  for (const line of text
    .split('\n')
    .filter((each) => each.startsWith('| '))
    .slice(2)) {
    const [label = '', triggered = '', inOrder = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    const row = { label, triggered: listed(triggered).map(nameOf), inOrder: listed(inOrder) };
    (rows.some((other) => other.label === label) ? secondRows : rows).push(row);
  }
  return { rows, secondRows };
}

function listed(cell: string): string[] {
  return cell === 'none' || cell === '' ? [] : cell.split(', ');
}

/** By label, by the other spelling of it, or by the name itself. */
function nameOf(word: string): string {
  const found = eventTypes.find(({ name, label, alias }) => [name, label, alias].includes(word));
  if (found === undefined) throw new Error(`No event type is called ${word}`);
  return found.name;
}
