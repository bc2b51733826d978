import type { Operation } from '../../../catalogue/object-record.ts';
import type { Format } from '../../../pipeline/delivery/format.ts';
import type { EventRecord } from '../../../store/records/event.ts';
import { toV2Object } from '../v2-object.ts';
import { beforeCalls } from './before.ts';
import { payloadOf, variantFor } from './body.ts';
import { wireCall } from './call.ts';
import { callUrl, eventNameOf, txnOf } from './path.ts';
import { returnedData } from './returned-data.ts';
import { isTriggered, settingsFrom } from './settings.ts';
import { settingsSchema } from './settings-schema.ts';

const methods = { created: 'PUT', updated: 'PUT', deleted: 'DELETE' } as const;

/** Event triggers as the vendor's pages on them show: the calls after a save, and those ahead of it. */
export const masheryFormat: Format = {
  name: 'mashery',
  settingsSchema,
  wants: ({ settings }, { objectType, data: { operation } }) =>
    operation !== null && isTriggered(settingsFrom(settings), 'after', objectType, operation),
  variantOf: (webhook, event) => variantFor(settingsFrom(webhook.settings), operationOf(event)),
  render: (variant, event) => payloadOf(variant, toV2Object(event.data, 'event')),
  request({ webhook, event, payload, now }) {
    const { object } = event.data;
    const operation = operationOf(event);
    const url = callUrl(webhook.url, {
      type: event.objectType,
      id: String(object.number ?? object.id),
      event: eventNameOf('post', operation),
      txn: txnOf(event.transactionId),
    });
    const settings = settingsFrom(webhook.settings);
    return wireCall({ webhook, settings, method: methods[operation], url, id: event.id, payload, now });
  },
  before: beforeCalls,
  returnedData: (webhook, event, answer) =>
    settingsFrom(webhook.settings).applyReturnedData ? returnedData(event.data, answer) : null,
};

/** Only changes are wanted, so there is one. */
function operationOf({ id, data }: Pick<EventRecord, 'id' | 'data'>): Operation {
  if (data.operation === null) throw new Error(`The event ${id} is not one of a change`);
  return data.operation;
}
