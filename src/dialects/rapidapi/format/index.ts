import type { JsonObject } from '../../../base/json.ts';
import { untoldFields } from '../../../catalogue/told-fields.ts';
import { receiverHeaders } from '../../../formats/receiver-headers.ts';
import { signatureHeaders } from '../../../formats/standard-webhooks.ts';
import type { Format } from '../../../pipeline/delivery/format.ts';
import type { EventRecord, ObjectSnapshot } from '../../../store/records/event.ts';
import type { Webhook } from '../../../store/records/webhook.ts';
import { eventTypeNamed, eventTypeOfBellwire, namePattern } from '../catalogue/event-type-names.ts';
import { rapidapiCatalogue } from '../catalogue/index.ts';
import { rowOf } from '../catalogue/row.ts';
import { signingSecretOf } from './signing-secret.ts';

/** The header that carries the secret of the hub. */
export const secretHeader = 'x-rapidapi-webhook-secret';

const json = 'rapidapi+json';
const separator = ' ';

/** An event as a hub sends it: a POST of `{type, data}`, `data` a list of rows, with the secret itself in a header. */
export const rapidapiFormat: Format = {
  name: 'rapidapi',
  settingsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      typeNames: {
        type: 'object',
        default: {},
        maxProperties: 100,
        propertyNames: { maxLength: 100 },
        additionalProperties: { type: 'string', pattern: namePattern },
        description:
          'Other names of event types: `{"USER.DELETED": "Delete User"}`. All callback URLs of a hub have the same ones.',
      },
      labels: {
        type: 'object',
        default: {},
        maxProperties: 100,
        propertyNames: { maxLength: 100 },
        additionalProperties: { type: 'string', minLength: 1, maxLength: 100 },
        description: 'Other labels of event types, as lists show them.',
      },
    },
  },
  searched: true,
  // Every URL gets every event of a hub; what other systems publish is none.
  wants: (_webhook, event) => eventTypeOfBellwire(event.type) !== undefined,
  variantOf(webhook, event) {
    const name = eventTypeOfBellwire(event.type)?.name ?? event.type;
    const other = renamed(webhook, name);
    return other === undefined ? json : `${json}${separator}${other}`;
  },
  render(variant, event) {
    const other = variant.slice(json.length + separator.length);
    const type = other === '' ? (eventTypeOfBellwire(event.type)?.name ?? event.type) : other;
    return {
      variant,
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify({ type, data: rowsOf(event) })),
    };
  },
  request({ webhook, event, payload, now }) {
    const body = payload?.body ?? null;
    const own: Record<string, string> = {
      'content-type': 'application/json',
      [secretHeader]: webhook.secrets[0] ?? '',
      ...signatureHeaders({ id: event.id, now, body, secrets: webhook.secrets.map(signingSecretOf) }),
    };
    return {
      method: 'POST',
      url: webhook.url,
      headers: receiverHeaders(webhook, 'Bellwire', own),
      body,
      secretHeaders: [secretHeader],
    };
  },
};

function rowsOf({ data, occurredAt }: EventRecord): JsonObject[] {
  const { operation } = data;
  return [data, ...(data.more ?? [])].map(({ object }) =>
    rowOf(withoutUntold(object), { operation, occurredAt }),
  );
}

/** Events of changes lack these already; one that somebody has published may have them. */
function withoutUntold(object: ObjectSnapshot): ObjectSnapshot {
  const untold = untoldFields(rapidapiCatalogue.types[object.type]);
  if (untold.length === 0) return object;
  const told = Object.entries(object.fields).filter(([name]) => !untold.includes(name));
  return { ...object, fields: Object.fromEntries(told) };
}

function renamed({ settings }: Webhook, name: string): string | undefined {
  const { typeNames } = settings;
  if (typeof typeNames !== 'object' || typeNames === null || Array.isArray(typeNames)) return undefined;
  const other = Object.hasOwn(typeNames, name) ? typeNames[name] : undefined;
  return typeof other === 'string' && eventTypeNamed(name) !== undefined ? other : undefined;
}
