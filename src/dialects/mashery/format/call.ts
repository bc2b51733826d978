import { receiverHeaders } from '../../../formats/receiver-headers.ts';
import { signatureHeaders } from '../../../formats/standard-webhooks.ts';
import type { Payload, WireRequest } from '../../../pipeline/delivery/format.ts';
import type { Webhook } from '../../../store/records/webhook.ts';
import type { MasherySettings } from './settings.ts';

/** What the samples of all calls show as their user agent. */
const defaultUserAgent = 'Mashery Event Trigger 1.0';

/** One call, before or after a save, as a request. `id` is what a receiver may tell repeats by. */
export function wireCall(input: {
  webhook: Webhook;
  settings: MasherySettings;
  method: 'POST' | 'PUT' | 'DELETE';
  url: string;
  id: string;
  payload: Payload | null;
  now: Date;
}): WireRequest {
  const { webhook, settings, method, url, id, payload, now } = input;
  const body = payload?.body ?? null;
  const own: Record<string, string> = {
    accept: 'application/json',
    ...signatureHeaders({ id, now, body, secrets: webhook.secrets }),
  };
  if (payload !== null) own['content-type'] = payload.contentType;
  const overridden = settings.methodOverride && method !== 'POST';
  if (overridden) own['x-http-method-override'] = method;
  return {
    method: overridden ? 'POST' : method,
    url,
    headers: receiverHeaders(webhook, defaultUserAgent, own),
    body,
  };
}
