import { randomBytes } from 'node:crypto';
import type { PublishedEvent } from '../src/pipeline/changes/published.ts';

/** An event whose body in the `standard` format is about 1 kB. Every one has an id of its own in its data. */
export function sampleEvent(number: number): PublishedEvent {
  const invoice = `inv-${number}`;
  return {
    type: 'invoice.paid',
    object: { type: 'invoice', id: invoice, number },
    data: {
      amount: 129.9,
      currency: 'EUR',
      status: 'paid',
      customer: { id: 'cus-20931', name: 'Northwind Traders', email: 'billing@northwind.example' },
      lines,
      notes,
    },
    related: {},
    occurredAt: null,
  };
}

/** So many of them, from `first` on. Their numbers begin with a million, so that all are as long. */
export function sampleEvents(first: number, count: number): PublishedEvent[] {
  return Array.from({ length: count }, (_, index) => sampleEvent(1_000_000 + first + index));
}

const lines = [1, 2, 3].map((line) => ({
  sku: `SKU-${line}`,
  title: 'API calls, 10,000 a month',
  quantity: line,
  price: 43.3,
}));
/** Does not compress, so that no layer can make the kilobyte smaller than it is. */
const notes = randomBytes(219).toString('base64');

/** What the receiver gets for such an event, for senders that are not Bellwire: the same fields, the same size. */
export function sampleBody(number: number): object {
  const { type, object, data } = sampleEvent(number);
  const at = new Date().toISOString();
  const own = { id: object.id, number, object_type: object.type, created_at: at, updated_at: at };
  return { type, timestamp: at, data: { ...data, ...own, related: {} } };
}

/**
 * The headers of such a request, as many and as long as those that Bellwire sends. The signature is a fixed text: a
 * bare POST signs nothing.
 */
export function sampleHeaders(id: string): Record<string, string> {
  return {
    'user-agent': 'Bellwire',
    'webhook-id': id,
    'webhook-timestamp': '1700000000',
    'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    'content-type': 'application/json',
  };
}
