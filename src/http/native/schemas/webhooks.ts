import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import type { ReceiverCredentials } from '../../../store/records/webhook.ts';
import { maxPemLength } from '../../../webhooks/check-tls.ts';
import { maxOverlapSeconds } from '../../../webhooks/rotate-secret.ts';
import { id, listOf, nullable, ref, time } from './common.ts';
import { limits, limitsChange, policy, policyChange } from './policy.ts';

const text = (maxLength: number) => ({ type: 'string', maxLength });

/** Told apart by `type`, so that what is wrong is said of the kind that was meant. */
const credentials = Type.Unsafe<ReceiverCredentials>({
  type: 'object',
  description: 'How Bellwire signs in to the receiver. Never shown again.',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    {
      type: 'object',
      properties: { type: { const: 'basic' }, username: text(1024), password: text(4096) },
      required: ['type', 'username', 'password'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: { type: { const: 'bearer' }, token: text(4096) },
      required: ['type', 'token'],
      additionalProperties: false,
    },
  ],
  examples: [{ type: 'basic', username: 'bellwire', password: 'a long one' }],
});

const pem = (description: string) =>
  Type.Optional(nullable(Type.String({ minLength: 1, maxLength: maxPemLength, description })));

const tls = Type.Object(
  {
    ca: pem('The authorities that may vouch for the receiver, in place of the usual ones.'),
    certificate: pem('A client certificate, followed by those between it and its authority.'),
    key: pem('Its private key, without a passphrase. Never shown again.'),
  },
  {
    additionalProperties: false,
    description:
      'For receivers with a private certificate authority, or that ask for a client certificate (mTLS). All in PEM.',
    examples: [{ ca: '-----BEGIN CERTIFICATE-----\n…' }],
  },
);

const name = Type.String({ minLength: 1, maxLength: 255, examples: ['Billing'] });

const url = Type.String({
  maxLength: 2048,
  description: 'Where deliveries go; for some formats the root that each path is added to.',
  examples: ['https://hooks.example.com/events'],
});

const optional = {
  format: Type.Optional(
    Type.String({
      description:
        "What requests look like: the dialect's own, which a new webhook gets when it names none, `standard` or `cloudevents`.",
      examples: ['cloudevents'],
    }),
  ),
  settings: Type.Optional(
    nullable(
      Type.Unsafe<JsonObject>({
        type: 'object',
        description: 'What the format lets one choose. Null: its defaults.',
        examples: [{ encoding: 'json' }],
      }),
    ),
  ),
  limits: Type.Optional(nullable(limitsChange)),
  policy: Type.Optional(nullable(policyChange)),
  userAgent: Type.Optional(nullable(Type.String({ maxLength: 255 }))),
  credentials: Type.Optional(nullable(credentials)),
  headers: Type.Optional(
    nullable(
      Type.Record(Type.String(), nullable(Type.String({ maxLength: 4096 })), {
        description: 'Static headers, sent with every request. Their values are never shown again.',
        examples: [{ 'x-api-key': 'a long one' }],
      }),
    ),
  ),
  tls: Type.Optional(nullable(tls)),
  enabled: Type.Optional(Type.Boolean()),
};

export const newWebhook = Type.Object({ name, url, ...optional }, { additionalProperties: false });

export const webhookChange = Type.Object(
  {
    name: Type.Optional(name),
    url: Type.Optional(url),
    ...optional,
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'Change only this version.' })),
  },
  { additionalProperties: false },
);

export const ifMatchHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({ description: 'The ETag of an earlier answer.', examples: ['"3"'] }),
  ),
});

export const rotation = Type.Object(
  {
    overlapSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: maxOverlapSeconds,
        description: 'How long the old secrets go on signing beside the new one; a day when not given.',
        examples: [86400],
      }),
    ),
  },
  { additionalProperties: false },
);

export const webhookTest = Type.Object(
  {
    type: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'The event type; the first that the dialect tells of when it is not given.',
        examples: ['package_key.created'],
      }),
    ),
    data: Type.Optional(
      Type.Unsafe<JsonObject>({
        type: 'object',
        description: 'Fields of the object that it tells of. Those that are not given are made up.',
        examples: [{ name: 'Maps' }],
      }),
    ),
    body: Type.Optional(
      Type.String({
        maxLength: 262_144,
        description: 'The body, byte for byte, in place of the one that the format would make.',
      }),
    ),
  },
  { additionalProperties: false },
);

const certificate = Type.Object({
  subject: Type.String({ examples: ['O=Acme, CN=hooks'] }),
  validUntil: time('When it expires.'),
});

const properties = {
  id: id('Names the webhook.'),
  organizationId: id('Its organization.'),
  name: Type.String(),
  url: Type.String(),
  format: Type.String(),
  settings: Type.Unsafe<JsonObject>({ type: 'object', description: 'With the defaults of the format.' }),
  limits: ref('Limits'),
  policy: nullable(ref('Policy')),
  userAgent: nullable(Type.String()),
  credentials: nullable(
    Type.Object({ type: Type.String({ description: 'Which kind is set: `basic` or `bearer`.' }) }),
  ),
  headerNames: Type.Array(Type.String(), { description: 'The static headers that are set.' }),
  tls: nullable(
    Type.Object(
      { ca: nullable(Type.Array(certificate)), certificate: nullable(certificate) },
      { description: 'Whose certificates are set; null when none are.' },
    ),
  ),
  signingSecrets: Type.Array(
    Type.Object({ validUntil: nullable(time('When it stops signing; null for the newest.')) }),
    { description: 'Newest first.' },
  ),
  enabled: Type.Boolean(),
  disabledReason: nullable(Type.String({ description: 'Why it is off, where nobody switched it off.' })),
  failingSince: nullable(time('Since when every attempt has failed; null after a success.')),
  version: Type.Integer({ description: 'Grows with each change.' }),
  createdAt: time('When it was made.'),
  updatedAt: time('When it was last changed.'),
  createdBy: nullable(Type.String({ description: 'Who made it; null where that was not written down.' })),
  updatedBy: nullable(Type.String({ description: 'Who last changed it.' })),
};

const webhook = Type.Object(properties, { $id: 'Webhook', description: 'A registered receiver.' });

const webhookWithSecret = Type.Object(
  {
    ...properties,
    secret: Type.String({
      description: 'The newest signing secret. Shown this once.',
      examples: ['whsec_…'],
    }),
  },
  { $id: 'WebhookWithSecret', description: 'With its newest signing secret.' },
);

const webhookList = Type.Object(
  { items: listOf('Webhook') },
  { $id: 'WebhookList', description: 'In the order of their creation.' },
);

export const webhookComponents = [limits, policy, webhook, webhookWithSecret, webhookList];
