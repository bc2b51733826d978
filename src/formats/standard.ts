import { type JsonObject, joinedJson } from '../base/json.ts';
import type { Format } from '../pipeline/delivery/format.ts';
import { operationalPrefix } from '../pipeline/delivery/operational-events.ts';
import type { EventRecord, ObjectSnapshot, RowSnapshot } from '../store/records/event.ts';
import { fieldsJsonOf } from '../store/records/event-json.ts';
import type { Webhook } from '../store/records/webhook.ts';
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
    properties: {
      eventTypes: {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: 255 },
        maxItems: 1000,
        uniqueItems: true,
        default: [],
        description:
          'Event types to send, such as `package_key.created`. Empty: all of them, but for those of Bellwire itself (`bellwire.webhook.switched_off`), which have to be named.',
      },
    },
  },
  wants: (webhook, event) => {
    const types = eventTypesOf(webhook);
    // Events of Bellwire's own are sent only where they are asked for by name.
    if (types.length === 0) return !event.type.startsWith(operationalPrefix);
    return types.includes(event.type);
  },
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

function eventTypesOf(webhook: Webhook): unknown[] {
  const types = webhook.settings.eventTypes;
  return Array.isArray(types) ? types : [];
}

/** The text of the body. Its largest part, the object's fields, is not taken apart and put together again. */
function bodyOf(event: EventRecord): string {
  const { object, more } = event.data;
  const own = ownOf(event.data);
  if (more !== undefined) own.more = more.map((row) => ({ ...row.object.fields, ...ownOf(row) }));
  // A field of the object's that has such a name gives way, so that no custom field can pass for what identifies it.
  const data = Object.keys(own).some((name) => Object.hasOwn(object.fields, name))
    ? JSON.stringify({ ...object.fields, ...own })
    : joinedJson(fieldsJsonOf(event), JSON.stringify(own));
  const head = JSON.stringify({ type: event.type, timestamp: event.occurredAt.toISOString() });
  return joinedJson(head, `{"data":${data}}`);
}

/** What stands beside an object's fields. */
function ownOf({ object, related }: RowSnapshot): JsonObject {
  const parents: JsonObject = {};
  for (const relation in related) {
    const parent = related[relation]!;
    parents[relation] = { ...parent.fields, ...identityOf(parent) };
  }
  return { ...identityOf(object), related: parents };
}

function identityOf(object: ObjectSnapshot): JsonObject {
  return {
    id: object.id,
    number: object.number,
    object_type: object.type,
    created_at: object.createdAt,
    updated_at: object.updatedAt,
  };
}
