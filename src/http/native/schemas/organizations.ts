import { Type } from 'typebox';
import { id, oneOf, organizationReference, pageOf, pageProperties, time } from './common.ts';

const name = Type.String({ minLength: 1, maxLength: 255, examples: ['Acme'] });

const fieldNames = Type.Array(Type.String(), { maxItems: 50 });

const customFields = 'Text fields that the organization adds to a type: type name to field names.';

const retention =
  'How many days events, deliveries and attempts are kept. Without it, the setting of the installation.';

const newWebhooks =
  "Whether a webhook that is made through the dialect's own API (Apigee) is on at once. Without it: yes.";

const newWebhooksEnabled = Type.Boolean({ description: newWebhooks });

const retentionDays = Type.Integer({ minimum: 1, maximum: 3650, description: retention, examples: [30] });

const unknownTypes = 'Whether events of types that are not registered may be published. Without it they may.';

const unknownEventTypes = oneOf(['accept', 'refuse'] as const, { description: unknownTypes });

const cascades =
  'What is told when something goes with its parent (RapidAPI): the events that the vendor lists, or one for every object. Without it, as the vendor has it.';

const cascadeProfile = oneOf(['documented', 'complete'] as const, { description: cascades });

export const organizationPath = Type.Object({ org: organizationReference });

export const organizationsQuery = Type.Object(
  {
    ...pageProperties,
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description:
          'Only those in whose key, name and dialect each of these words stands, in capitals or not.',
        examples: ['acme'],
      }),
    ),
  },
  { additionalProperties: false },
);

export const confirmQuery = Type.Object(
  { confirm: Type.Optional(Type.String({ description: 'The key of the organization.' })) },
  { additionalProperties: false },
);

export const newOrganization = Type.Object(
  {
    key: Type.String({
      description:
        'A short name for paths: lower-case letters, digits and dashes, beginning with a letter. It cannot be changed.',
      examples: ['acme'],
    }),
    name,
    dialect: Type.String({ description: 'It cannot be changed.', examples: ['mashery'] }),
    settings: Type.Optional(
      Type.Object(
        {
          customFields: Type.Optional(
            Type.Record(Type.String(), fieldNames, {
              description: customFields,
              examples: [{ member: ['crm_id'] }],
            }),
          ),
          retentionDays: Type.Optional(retentionDays),
          newWebhooksEnabled: Type.Optional(newWebhooksEnabled),
          unknownEventTypes: Type.Optional(unknownEventTypes),
          cascadeProfile: Type.Optional(cascadeProfile),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const organizationChange = Type.Object(
  {
    name: Type.Optional(name),
    settings: Type.Optional(
      Type.Object(
        {
          customFields: Type.Optional(
            Type.Record(Type.String(), Type.Union([fieldNames, Type.Null()]), {
              description: `${customFields} Types that are not named stay as they are; null takes all of them.`,
            }),
          ),
          retentionDays: Type.Optional(
            Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()], {
              description: `${retention} Null takes it away.`,
            }),
          ),
          newWebhooksEnabled: Type.Optional(
            Type.Union([Type.Boolean(), Type.Null()], {
              description: `${newWebhooks} Null takes it away.`,
            }),
          ),
          unknownEventTypes: Type.Optional(
            Type.Union([oneOf(['accept', 'refuse'] as const), Type.Null()], {
              description: `${unknownTypes} Null takes it away.`,
            }),
          ),
          cascadeProfile: Type.Optional(
            Type.Union([oneOf(['documented', 'complete'] as const), Type.Null()], {
              description: `${cascades} Null takes it away.`,
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, description: 'What is not given stays.' },
);

const organization = Type.Object(
  {
    id: id('Also the uuid of a Mashery area.'),
    key: Type.String({ examples: ['acme'] }),
    number: Type.Integer({ description: 'Also the site id of a Mashery area.', examples: [1] }),
    name: Type.String(),
    dialect: Type.String({ examples: ['mashery'] }),
    settings: Type.Object({
      customFields: Type.Record(Type.String(), Type.Array(Type.String()), { description: customFields }),
      retentionDays: Type.Optional(retentionDays),
      newWebhooksEnabled: Type.Optional(newWebhooksEnabled),
      unknownEventTypes: Type.Optional(unknownEventTypes),
      cascadeProfile: Type.Optional(cascadeProfile),
    }),
    createdAt: time('When it was made.'),
    updatedAt: time('When it was last changed.'),
  },
  { $id: 'Organization', description: 'A tenant.' },
);

export const organizationComponents = [organization, pageOf('Organization')];
