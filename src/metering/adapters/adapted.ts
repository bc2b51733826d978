import { invalid, type Problem } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { findUnstorable } from '../../catalogue/storable.ts';
import type { Reported, UsageAnswer } from '../reported.ts';

/** At most so many transactions in one report. */
export const maxTransactions = 10_000;

/** What was made of something that a gateway sent: transactions, and what has none in it. */
export interface Adapted {
  transactions: readonly { index: number; reported: Reported }[];
  leftOut: readonly { index: number; reason: string }[];
}

/** What one entry came to. */
export type Entry = { reported: Reported } | { leftOut: string } | { problem: Problem };

/**
 * Puts entries together. Throws `invalid` when any of them is none that the sender should be sending: it is set up wrongly,
 * and whoever did that has to hear of it.
 */
export function adaptedFrom(items: readonly Json[], entryOf: (item: Json) => Entry): Adapted {
  if (items.length === 0) throw invalid('There is nothing in the report.');
  if (items.length > maxTransactions) {
    throw invalid(`A report has at most ${maxTransactions} transactions; this one has ${items.length}.`);
  }
  const entries = items.map((item): Entry => {
    const [unstorable] = findUnstorable(item);
    return unstorable === undefined ? entryOf(item) : { problem: unstorable };
  });
  const problems = entries.flatMap((entry, index) =>
    'problem' in entry ? [{ field: join(index, entry.problem.field), message: entry.problem.message }] : [],
  );
  if (problems.length > 0) throw invalid('The usage cannot be counted.', problems);
  return {
    transactions: entries.flatMap((entry, index) =>
      'reported' in entry ? [{ index, reported: entry.reported }] : [],
    ),
    leftOut: entries.flatMap((entry, index) =>
      'leftOut' in entry ? [{ index, reason: entry.leftOut }] : [],
    ),
  };
}

/** The answer to a report, with the places of what was left out as they were sent. */
export function answerFor(adapted: Adapted, answer: UsageAnswer): UsageAnswer {
  const later = answer.leftOut.map(({ index, reason }) => ({
    index: adapted.transactions[index]?.index ?? index,
    reason,
  }));
  const leftOut = [...adapted.leftOut, ...later].sort((one, other) => one.index - other.index);
  return { ...answer, leftOut };
}

function join(index: number, field: string): string {
  return field === '' ? String(index) : `${index}.${field}`;
}
