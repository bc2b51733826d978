import type { OwedDelivery } from '../handover.ts';
import type { Lanes } from './lanes.ts';

/** So many are asked about at a time: what waits for long, behind a low rate, may be all that memory holds. */
const defaultMost = 2_000;

/**
 * Takes out of memory what this node no longer holds in the database. Data that was erased must not go out any more, and what waits in
 * a lane does not notice: it may do so for hours. Each call asks about some of what waits, and the next one goes on behind
 * them. Answers with what was taken out.
 */
export function createDropLost(input: {
  lanes: Pick<Lanes, 'waiting' | 'takeOut'>;
  /** Which of these are still held. */
  heldStill(deliveries: readonly { organizationId: string; id: string }[]): Promise<ReadonlySet<string>>;
  most?: number;
}): () => Promise<OwedDelivery[]> {
  const { lanes, heldStill, most = defaultMost } = input;
  let lastId = '';

  /** Those with the next ids, from the smallest again when the end was reached. */
  function nextOnes(): OwedDelivery[] {
    const waiting = lanes.waiting();
    if (waiting.length <= most) return waiting;
    waiting.sort((one, other) => (one.id < other.id ? -1 : 1));
    const from = waiting.findIndex(({ id }) => id > lastId);
    const asked = from === -1 ? waiting.slice(0, most) : waiting.slice(from, from + most);
    lastId = asked.at(-1)?.id ?? '';
    return asked;
  }

  return async () => {
    const asked = nextOnes();
    if (asked.length === 0) return [];
    const held = await heldStill(asked.map(({ id, event: { organizationId } }) => ({ organizationId, id })));
    return lanes.takeOut(new Set(asked.filter(({ id }) => !held.has(id)).map(({ id }) => id)));
  };
}
