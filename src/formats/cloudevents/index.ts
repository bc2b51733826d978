import { joinedJson } from '../../base/json.ts';
import type { Format, Payload } from '../../pipeline/delivery/format.ts';
import type { EventRecord } from '../../store/records/event.ts';
import { dataJsonOf } from '../event-data.ts';
import { eventTypesSetting, wantsType } from '../event-types-setting.ts';
import { receiverHeaders } from '../receiver-headers.ts';
import { signatureHeaders } from '../standard-webhooks.ts';
import { attributesOf, dataContentType, headerText } from './attributes.ts';
import { shapeOf, variantOf } from './variant.ts';

/** The trace that an event began in, in binary mode (distributed tracing extension). */
const traceHeader = 'ce-traceparent';

/**
 * CloudEvents 1.0.2 over HTTP, for events of any dialect: structured (`application/cloudevents+json`), or binary where the
 * webhook says so. Signed as Standard Webhooks are: the signature covers the id, the time of sending and the body.
 */
export const cloudeventsFormat: Format = {
  name: 'cloudevents',
  settingsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      mode: {
        type: 'string',
        enum: ['structured', 'binary'],
        default: 'structured',
        description:
          'Where the attributes of an event stand: in the body with its data, which is signed, or in `ce-` headers, which are not.',
      },
      typePrefix: {
        type: 'string',
        maxLength: 100,
        pattern: '^([a-z0-9-]+(\\.[a-z0-9-]+)*)?$',
        default: '',
        description:
          'Put in front of event types with a dot: with `com.example`, `member.created` is sent as `com.example.member.created`.',
      },
      eventTypes: eventTypesSetting,
    },
  },
  wants: (webhook, event) => wantsType(webhook, event.type),
  variantOf,
  render: (variant, event) =>
    shapeOf(variant).mode === 'binary'
      ? { variant, contentType: dataContentType, body: Buffer.from(dataJsonOf(event)) }
      : {
          variant,
          contentType: 'application/cloudevents+json; charset=utf-8',
          body: Buffer.from(structured(variant, event)),
        },
  request({ webhook, event, payload, now }) {
    const body = payload?.body ?? null;
    const own = signatureHeaders({ id: event.id, now, body, secrets: webhook.secrets });
    const request = { method: 'POST', url: webhook.url, body };
    if (payload === null) return { ...request, headers: receiverHeaders(webhook, 'Bellwire', own) };
    own['content-type'] = payload.contentType;
    // By what was rendered and not by the settings, which may have changed since: a repeat is the same event.
    const binary = shapeOf(payload.variant).mode === 'binary';
    if (binary) Object.assign(own, attributeHeaders(payload, event));
    const headers = receiverHeaders(webhook, 'Bellwire', own);
    return binary ? { ...request, headers, traceHeader } : { ...request, headers };
  },
};

function structured(variant: string, event: EventRecord): string {
  const head: Record<string, string> = {
    ...attributesOf(event, shapeOf(variant).typePrefix),
    datacontenttype: dataContentType,
  };
  if (event.traceparent !== undefined) head.traceparent = event.traceparent;
  return joinedJson(JSON.stringify(head), `{"data":${dataJsonOf(event)}}`);
}

function attributeHeaders({ variant }: Payload, event: EventRecord): Record<string, string> {
  const attributes = attributesOf(event, shapeOf(variant).typePrefix);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`ce-${name}`, headerText(value)]),
  );
}
