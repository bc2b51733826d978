import type { DeliveryDetails } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { reasonWords } from '../../shared/log/reasons.ts';

/** What happened, what Bellwire does about it, what one can do. */
export interface ExplanationWords {
  tone: 'well' | 'pending' | 'trouble';
  happened: string;
  does: string;
  todo?: string;
}

/** A delivery in words. What Bellwire does is read off the server's decision, never guessed from the answer. */
export function explain(
  delivery: Pick<
    DeliveryDetails,
    'state' | 'lastReason' | 'lastStatus' | 'cancelledBy' | 'dueAt' | 'held' | 'attempts'
  >,
): ExplanationWords {
  const { state, lastReason, lastStatus, cancelledBy, dueAt, held, attempts } = delivery;
  const why = lastReason === null ? null : reasonWords(lastReason, lastStatus);
  const todo = why?.todo === undefined ? {} : { todo: why.todo };
  switch (state) {
    case 'delivered':
      return {
        tone: 'well',
        happened: lastStatus === null ? 'It arrived.' : `It arrived: the receiver answered ${lastStatus}.`,
        does: attempts > 1 ? `It took ${attempts} attempts. Nothing more is owed.` : 'Nothing more is owed.',
      };
    case 'waiting':
      return {
        tone: 'pending',
        happened: attempts === 0 ? 'Accepted, and not tried yet.' : 'It is to be sent again.',
        does: pending(held, dueAt),
      };
    case 'retrying':
      return {
        tone: 'trouble',
        happened: why?.happened ?? 'An attempt failed.',
        does: pending(held, dueAt),
        ...todo,
      };
    case 'cancelled':
      return {
        tone: 'pending',
        happened:
          cancelledBy === null
            ? (why?.happened ?? 'It was given up.')
            : `Given up by ${plainLine(cancelledBy, 80)}.`,
        does: `No further attempt will be made.${cancelledBy === null ? '' : ' It can be sent again.'}`,
      };
    case 'failed':
      return {
        tone: 'trouble',
        happened: why?.happened ?? 'It failed.',
        does: `No further attempt will be made${attempts > 1 ? ` after ${attempts} of them` : ''}.`,
        ...todo,
      };
  }
}

function pending(held: boolean, dueAt: string | null): string {
  if (held) return 'The webhook is switched off. It is sent when the webhook is on again.';
  return dueAt === null ? 'It waits for its turn.' : 'Bellwire tries it by itself.';
}
