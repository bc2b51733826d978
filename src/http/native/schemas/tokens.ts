import { Type } from 'typebox';
import { roles } from '../../../store/records/role.ts';
import { id, nullable, oneOf, organizationReference, pageOf, time } from './common.ts';

export const role = oneOf(roles, {
  description:
    'administrator: everything; editor: objects, webhooks, events; publisher: publishing; viewer: reading.',
});

export const tokenPath = Type.Object({ id: Type.String({ description: 'The UUID of a token.' }) });

export const newToken = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 255, examples: ['deploy script'] }),
    role,
    organizations: Type.Optional(
      nullable(
        Type.Array(organizationReference, {
          minItems: 1,
          maxItems: 100,
          description: 'What it reaches. Null or absent: every organization, those to come included.',
        }),
      ),
    ),
    expiresAt: Type.Optional(nullable(time('When it ends. Null or absent: never.'))),
  },
  { additionalProperties: false },
);

const properties = {
  id: id('Names the token; it is not the token itself.'),
  name: Type.String(),
  role,
  organizationIds: nullable(
    Type.Array(id('An organization.'), { description: 'Null: every organization, those to come included.' }),
  ),
  createdAt: time('When it was made.'),
  expiresAt: nullable(time('When it ends.')),
  revokedAt: nullable(time('When it was revoked.')),
  lastUsedAt: nullable(time('When it was last used, to the minute.')),
};

const token = Type.Object(properties, { $id: 'Token', description: 'A bearer token of this API.' });

const tokenWithText = Type.Object(
  { ...properties, token: Type.String({ description: 'The token. Shown this once.', examples: ['bwt_…'] }) },
  { $id: 'TokenWithText', description: 'With the token itself.' },
);

export const principalProperties = {
  actor: Type.String({ description: 'How it is named in events.', examples: ['token:0193a5f2-…'] }),
  role,
  name: Type.Optional(Type.String({ description: 'The name of the token, or of the user behind it.' })),
  dialectRole: Type.Optional(Type.String({ description: 'Its role in the words of its dialect.' })),
  organizationIds: properties.organizationIds,
};

const principal = Type.Object(principalProperties, { $id: 'Principal', description: 'Whoever is asking.' });

export const tokenComponents = [principal, token, tokenWithText, pageOf('Token')];
