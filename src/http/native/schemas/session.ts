import { Type } from 'typebox';
import { nullable, organizationReference, time } from './common.ts';
import { principalProperties } from './tokens.ts';

const secret = (description: string) => Type.String({ minLength: 1, maxLength: 255, description });

/** One of the three ways. */
export const signIn = Type.Union([
  Type.Object({ token: secret('A token of this API.') }, { additionalProperties: false }),
  Type.Object({ link: secret('The secret of a one-time link.') }, { additionalProperties: false }),
  Type.Object(
    {
      organization: organizationReference,
      email: secret('The name of a user among the credentials of the organization.'),
      password: Type.String({ minLength: 1, maxLength: 1024 }),
    },
    { additionalProperties: false },
  ),
]);

const begun = Type.Object(
  { result: Type.Literal('signed-in'), expiresAt: time('When the session ends at the latest.') },
  { $id: 'SessionBegun', description: 'The cookie is in the header `Set-Cookie`.' },
);

const session = Type.Object(
  {
    ...principalProperties,
    expiresAt: nullable(time('When the session ends at the latest; null for a token, which is no session.')),
  },
  { $id: 'Session', description: 'Whoever is signed in.' },
);

export const sessionComponents = [begun, session];
