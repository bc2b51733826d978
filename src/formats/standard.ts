import { joinedJson } from '../base/json.ts';
import type { Format } from '../pipeline/delivery/format.ts';
import type { EventRecord } from '../store/records/event.ts';
import { dataJsonOf } from './event-data.ts';
import { eventTypesSetting, wantsType } from './event-types-setting.ts';
import { receiverHeaders } from './receiver-headers.ts';
import { signatureHeaders } from './standard-webhooks.ts';

const variant = 'standard+json';

/**
 * Bellwire's own format, for events of any dialect: the body `{type, timestamp, data}` and the headers of the
 * Standard Webhooks specification, sent as POST to the webhook's URL. Where an event tells of several objects, `data` is the
 * first of them and `data.more` has the others.
 */
export const standardFormat: Format = {
  name: 'standard',
  settingsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: { eventTypes: eventTypesSetting },
  },
  wants: (webhook, event) => wantsType(webhook, event.type),
  variantOf: () => variant,
  render: (name, event) => ({
    variant: name,
    contentType: 'application/json',
    body: Buffer.from(bodyOf(event)),
  }),
  request({ webhook, event, payload, now }) {
    const body = payload?.body ?? null;
    const own = signatureHeaders({ id: event.id, now, body, secrets: webhook.secrets });
    if (payload !== null) own['content-type'] = payload.contentType;
    return { method: 'POST', url: webhook.url, headers: receiverHeaders(webhook, 'Bellwire', own), body };
  },
};

function bodyOf(event: EventRecord): string {
  const head = JSON.stringify({ type: event.type, timestamp: event.occurredAt.toISOString() });
  return joinedJson(head, `{"data":${dataJsonOf(event)}}`);
}
