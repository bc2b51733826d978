import { receiverHeaders } from '../../../formats/receiver-headers.ts';
import { signatureHeaders } from '../../../formats/standard-webhooks.ts';
import type { Format } from '../../../pipeline/delivery/format.ts';
import { callFieldNames } from './call-fields.ts';

/** The event that a webhook of a notification condition is called for. */
export const thresholdReached = 'developer_rate_plan.threshold_reached';

/** The call to the handler of a monetization webhook: a POST of JSON, as the vendor's page shows it. */
export const apigeeFormat: Format = {
  name: 'apigee',
  settingsSchema: { type: 'object', additionalProperties: false, properties: {} },
  wants: (_webhook, event) => event.type === thresholdReached,
  variantOf: () => 'apigee+json',
  render(variant, event) {
    const { fields } = event.data.object;
    const body = Object.fromEntries(callFieldNames.map((name) => [name, fields[name] ?? null]));
    return { variant, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) };
  },
  request({ webhook, event, payload, now }) {
    const body = payload?.body ?? null;
    const own: Record<string, string> = {
      'content-type': 'application/json',
      // The page names no headers. These let a handler tell a repeat, and who called.
      ...signatureHeaders({ id: event.id, now, body, secrets: webhook.secrets }),
    };
    return { method: 'POST', url: webhook.url, headers: receiverHeaders(webhook, 'Bellwire', own), body };
  },
};
