import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventTypes } from '../../src/dialects/rapidapi/catalogue/event-types.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { hubObjects } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';
import { type Receiver, startReceiver } from '../harness/receiver.ts';
import { tableRows } from './rapidapi-events-table.ts';
import { rowsOfTable } from './rapidapi-rows.ts';

const { rows, secondRows } = tableRows();
const nameOf = (type: string) =>
  eventTypes.find(({ objectType, operation }) => `${objectType}.${operation}` === type)?.name ?? type;

let hub: Hub;
let receiver: Receiver;
let make: ReturnType<typeof hubObjects>;

beforeAll(async () => {
  hub = await createHub(await startTestBellwire(), 'hub');
  make = hubObjects(hub);
  receiver = await startReceiver();
  // One request at a time: so they come in the order in which they were told.
  const limits = { concurrency: 1 };
  await hub.native.done('POST', '/webhooks', {
    name: 'Receiver',
    url: receiver.root,
    format: 'standard',
    limits,
  });
});
afterAll(() => receiver.close());

/** What the receiver gets for something that is done: all of it, and nothing else. */
async function received(act: () => Promise<unknown>): Promise<string[]> {
  const from = await mark();
  await act();
  const to = await mark();
  return receiver.calls.slice(from + 1, to).map(({ body }) => nameOf(JSON.parse(body).type));
}

let marks = 0;

/** The place of a call that comes after all that has been told so far. */
async function mark(): Promise<number> {
  const jobType = `mark ${++marks}`;
  await make.job(jobType);
  const call = await receiver.waitForCall(({ body }) => body.includes(jobType));
  return receiver.calls.indexOf(call);
}

describe('the vendor’s table of events', () => {
  it('has 47 rows of 44 labels, one for each event type', () => {
    expect([rows.length, secondRows.length]).toEqual([44, 3]);
    expect(rows.map(({ label }) => label).toSorted()).toEqual(
      eventTypes.map(({ label }) => label).toSorted(),
    );
    expect(secondRows.map(({ triggered }) => triggered)).toEqual([
      ['BILLINGPLAN.CREATED'],
      ['BILLINGPLAN.UPDATED'],
      ['BILLINGPLAN.DELETED'],
    ]);
  });

  it('has an order for each row, of the same events', () => {
    for (const { triggered, inOrder } of rows) expect(inOrder.toSorted()).toEqual(triggered.toSorted());
  });

  it.each(rows.map((row) => [row.label, row] as const))('comes true: %s', async (label, { inOrder }) => {
    const prepare = rowsOfTable(hub, make)[label];
    if (prepare === undefined) throw new Error(`Nothing is done for ${label}`);
    expect(await received(await prepare())).toEqual(inOrder);
  });
});
