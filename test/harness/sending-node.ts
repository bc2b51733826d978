import { beforeEach, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { createDelivery, type Delivery, type DeliveryOptions } from '../../src/pipeline/delivery/delivery.ts';
import { createAddressGuard } from '../../src/pipeline/delivery/http/address-guard.ts';
import { createSender } from '../../src/pipeline/delivery/http/sender.ts';
import { standardPolicy } from '../../src/pipeline/delivery/standard-policy.ts';
import type { WebhookRecord } from '../../src/store/queries/webhooks/webhook-row.ts';
import { webhooksByIds } from '../../src/store/queries/webhooks/webhooks-by-ids.ts';
import { atEndOfFile } from './end-of-file.ts';
import { type TestPipeline, testPipeline } from './pipeline.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { recordingLog } from './recording-log.ts';

/** Nodes that send what a pipeline owes, to a receiver that is a new one for each test. */
export interface TestSending {
  pipeline: TestPipeline;
  receiver(): Receiver;
  /** A node that sends. Stopped at the end of the test, unless it has been before. */
  node(changes?: Partial<DeliveryOptions>): Promise<Delivery>;
  /** Has what is saved from now on held by a node that does not send it, or by nobody. */
  heldBy(nodeId: string | null): void;
  /** Lets a node have what is saved from now on. */
  handOverTo(delivery: Delivery): void;
  webhook(changes?: Partial<WebhookRecord>): Promise<WebhookRecord>;
  /** Saves a change, which owes one delivery to each webhook. */
  change(): Promise<string>;
  /** The row of the delivery that was saved last. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any column, and fail where it is not there.
  saved(): Promise<any>;
  until(isSo: () => Promise<unknown>): Promise<unknown>;
  /** Until the delivery that was saved last is in this state. */
  inState(state: string): Promise<unknown>;
}

/** Call it at the top of a file. */
export async function testSending(): Promise<TestSending> {
  const pipeline = await testPipeline();
  const { database, clock, ids, rows, vault, formats, make } = pipeline;
  const sender = createSender({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock });
  atEndOfFile(() => sender.close());
  const log = recordingLog();
  let receiver: Receiver;
  let customers = 0;

  beforeEach(async () => {
    for (const table of ['nodes', 'deliveries', 'webhooks', 'attempts']) {
      await database.query({ text: `delete from ${table}` });
    }
    sending.heldBy(null);
    receiver = await startReceiver();
    onTestFinished(() => receiver.close());
  });

  const sending: TestSending = {
    pipeline,
    receiver: () => receiver,
    async node(changes = {}) {
      const delivery = createDelivery({
        ...{ database, clock, ids, log, formats, sender },
        random: () => 0.5,
        policyOf: () => standardPolicy,
        nodeName: 'test',
        alone: false,
        webhooksByIds: (queries, references) => webhooksByIds(queries, vault, references, clock.now()),
        markFailing: async () => {},
        switchOff: async () => {},
        applyReturned: async () => null,
        ...changes,
      });
      await delivery.start();
      onTestFinished(() => delivery.stop());
      return delivery;
    },
    heldBy(nodeId) {
      const reserve = () => nodeId !== null;
      const nothing = { accept() {}, release() {}, wake() {} };
      Object.assign(pipeline.handover, { nodeId: () => nodeId, reserve, ...nothing });
    },
    handOverTo: (delivery) => void Object.assign(pipeline.handover, delivery.handover),
    webhook: (changes = {}) => pipeline.webhook({ url: `${receiver.root}/hooks`, ...changes }),
    change: () => make('customer', { login: `c${++customers}`, name: 'Joe' }),
    saved: async () => (await rows('deliveries')).at(-1),
    until: (isSo) => vi.waitUntil(isSo, { timeout: 20_000, interval: 10 }),
    inState: (state) => sending.until(async () => (await sending.saved())?.state === state),
  };
  return sending;
}
