import { countOf } from '../../shared/format/count.ts';

/** What the API counts before a job. */
interface Counted {
  count: number;
  capped: boolean;
  beingSent: number;
}

const deliveries = (count: number, capped: boolean) =>
  `${capped ? 'More than ' : ''}${countOf(count, 'delivery', 'deliveries')}`;

/** How many would be sent. */
export function sentWords({ count, capped }: Counted): string {
  return count === 0 ? 'Nothing would be sent.' : `${deliveries(count, capped)} will be sent.`;
}

/** How many would not be sent any more, and how many it is too late for. */
export function cancelledWords({ count, capped, beingSent }: Counted): string {
  const late =
    beingSent === 0
      ? ''
      : ` ${countOf(beingSent, 'more is', 'more are')} being sent, or about to be, and left alone.`;
  if (count === 0) return `Nothing waits that matches.${late}`;
  return `${deliveries(count, capped)} will not be sent.${late}`;
}
