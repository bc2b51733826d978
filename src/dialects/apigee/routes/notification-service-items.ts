import { permit } from '../../../access/principal.ts';
import { isUuid } from '../../../base/ids.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { AttemptView, DeliveryState, DeliveryView } from '../../../pipeline/log/views.ts';
import { mintDateFrom } from '../dates.ts';
import { thresholdReached } from '../format/index.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { invalidInput, MintError, noSuch } from './errors.ts';
import { parameter } from './query.ts';

/** What was sent: one item for each notification and webhook. */
export const notificationItemAddresses: readonly Address[] = [
  { path: '/notification-service-items', verbs: { GET: list } },
  { path: '/notification-service-items/:item', verbs: { GET: get } },
  { path: '/notification-service-items/:item/reprocess', verbs: { POST: reprocess } },
];

const maxListed = 1000;

/** The statuses of the vendor's reference. Those without a state are of e-mails, and of nothing here. */
const statesOf: Readonly<Record<string, readonly DeliveryState[]>> = {
  QUEUED: ['waiting', 'retrying'],
  NOTIFICATION_SENT: ['delivered'],
  FAILED: ['failed'],
  OPT_OUT: ['cancelled'],
  BLANK_MESSAGE: [],
  DUPLICATE: [],
  TEMPLATE_NOT_FOUND: [],
};

async function list({ services, context, query }: MintRequest): Promise<MintAnswer> {
  const { principal, organization } = context;
  permit(principal, 'deliveries.read', organization.id);
  const from = dateParameter(query, 'startdate');
  const to = dateParameter(query, 'enddate');
  const status = parameter(query, 'status');
  if (status !== undefined && !Object.hasOwn(statesOf, status)) {
    const message = `must be one of: ${Object.keys(statesOf).join(', ')}`;
    throw invalidInput('The request is not valid.', [{ field: 'status', message }]);
  }
  const states = status === undefined ? undefined : [...(statesOf[status] ?? [])];
  if (states?.length === 0) return { status: 200, body: answerOf(context.organization.key, [], false) };
  const page = await services.deliveryLog.deliveries({
    organizationId: organization.id,
    filter: {
      type: thresholdReached,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(states !== undefined && { states }),
    },
    page: { limit: maxListed },
  });
  return { status: 200, body: answerOf(organization.key, page.items, page.older !== null) };
}

async function get(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params } = request;
  const { principal, organization } = context;
  permit(principal, 'deliveries.read', organization.id);
  const id = params.item ?? '';
  const delivery = isUuid(id) ? await services.deliveryLog.delivery(organization.id, id) : null;
  if (delivery === null || delivery.eventType !== thresholdReached) throw noSuch('Notification', id);
  const last = delivery.attemptList.at(-1);
  const attempt = last === undefined ? null : await services.deliveryLog.attempt(organization.id, last.id);
  const request_ = attempt?.request.body?.toString('utf8');
  return {
    status: 200,
    body: {
      ...itemOf(organization.key, delivery),
      attempts: delivery.attemptList.map(attemptOf),
      ...(request_ !== undefined && { request: request_ }),
    },
  };
}

async function reprocess({ services, context, params }: MintRequest): Promise<MintAnswer> {
  const { principal, organization } = context;
  permit(principal, 'deliveries.resend', organization.id);
  const id = params.item ?? '';
  const delivery = isUuid(id) ? await services.deliveryLog.delivery(organization.id, id) : null;
  if (delivery === null || delivery.eventType !== thresholdReached) throw noSuch('Notification', id);
  const result = await services.deliveryLog.resend({
    organizationId: organization.id,
    deliveryId: id,
    by: principal,
  });
  if (result !== 'queued') throw new MintError(409, 'mint.conflict', refusals[result]);
  const queued = await services.deliveryLog.delivery(organization.id, id);
  return { status: 201, body: itemOf(organization.key, queued ?? delivery) };
}

const refusals = {
  'not-found': 'The notification is no longer there.',
  'data-erased': 'What the notification told was erased; it cannot be sent again.',
  'webhook-gone': 'The webhook of this notification was removed.',
  'webhook-off': 'The webhook of this notification is disabled; enable it first.',
  'already-waiting': 'This notification waits to be sent already.',
  'event-gone': 'What the notification told is no longer kept.',
} as const;

function answerOf(orgId: string, deliveries: readonly DeliveryView[], hasMoreItems: boolean): JsonObject {
  return { hasMoreItems, notificationServiceItems: deliveries.map((each) => itemOf(orgId, each)) };
}

function itemOf(orgId: string, delivery: DeliveryView): JsonObject {
  const { id, state, webhookId, attempts, lastStatus, lastReason, createdAt, lastAttemptAt, finishedAt } =
    delivery;
  return {
    id,
    orgId,
    status: Object.entries(statesOf).find(([, states]) => states.includes(state))?.[0] ?? 'QUEUED',
    webhookId,
    attemptCount: attempts,
    responseCode: lastStatus,
    reason: lastReason,
    created: createdAt.getTime(),
    updated: (finishedAt ?? lastAttemptAt ?? createdAt).getTime(),
  };
}

function attemptOf({ number, startedAt, status, reason, detail }: AttemptView): JsonObject {
  return { number, time: startedAt.getTime(), responseCode: status, reason, detail };
}

function dateParameter(query: MintRequest['query'], name: string): Date | undefined {
  const text = parameter(query, name);
  if (text === undefined) return undefined;
  const date = mintDateFrom(text);
  if (date !== null) return new Date(`${date.text.replace(' ', 'T')}Z`);
  const message = 'must be a time such as 2026-01-31 or 2026-01-31 08:00:00';
  throw invalidInput('The request is not valid.', [{ field: name, message }]);
}
