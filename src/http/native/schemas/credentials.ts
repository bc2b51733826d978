import { Type } from 'typebox';
import { id, nullable, oneOf, pageOf, time } from './common.ts';
import { role } from './tokens.ts';

const kind = oneOf(['api-key', 'user'] as const, {
  description: 'api-key: an identifier with a shared secret; user: a name with a password.',
});

const dialectRole = nullable(
  Type.String({
    maxLength: 64,
    description:
      "A role in the dialect's own words, which narrows what `role` allows there. Apigee: orgadmin, readonlyadmin, " +
      'opsadmin, businessuser, user.',
    examples: ['businessuser'],
  }),
);

export const newCredential = Type.Object(
  {
    kind,
    identifier: Type.Optional(
      Type.String({
        maxLength: 255,
        description: "The API key or the user's name. An API key is made up when none is given.",
      }),
    ),
    secret: Type.Optional(
      Type.String({
        maxLength: 255,
        description: 'Of an API key; made up when none is given. Bring your own to keep what clients have.',
      }),
    ),
    password: Type.Optional(
      Type.String({ maxLength: 1024, description: 'Of a user: 8 characters or more.' }),
    ),
    role,
    dialectRole: Type.Optional(dialectRole),
  },
  { additionalProperties: false },
);

const properties = {
  id: id('Names the credential.'),
  organizationId: id('Its organization.'),
  kind,
  identifier: Type.String({ description: "The API key, or the user's name." }),
  role,
  dialectRole,
  createdAt: time('When it was made.'),
};

const credential = Type.Object(properties, {
  $id: 'Credential',
  description: "What a client of the organization's dialect signs in with.",
});

const credentialWithSecret = Type.Object(
  {
    ...properties,
    secret: nullable(Type.String({ description: 'Of an API key, shown this once; null for a user.' })),
  },
  { $id: 'CredentialWithSecret', description: 'With the secret of an API key.' },
);

export const credentialComponents = [credential, credentialWithSecret, pageOf('Credential')];
