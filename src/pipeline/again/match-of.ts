import type { DeliveryMatch } from '../../store/queries/deliveries/delivery-conditions.ts';
import type { DeliveriesInput } from '../../store/records/job.ts';

/** What a job was asked to narrow deliveries by, in the words of the queries. */
export function matchOf({ q, status, from, to, ...same }: DeliveriesInput): DeliveryMatch {
  return {
    ...same,
    ...(q !== undefined && { search: q }),
    ...(status !== undefined && { status: statusOf(status) }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(to !== undefined && { to: new Date(to) }),
  };
}

function statusOf(text: string): NonNullable<DeliveryMatch['status']> {
  return /^\d+$/.test(text) ? Number(text) : (text as '5xx');
}
