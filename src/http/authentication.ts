import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from '../access/access.ts';
import type { Principal } from '../access/principal.ts';
import { BellwireError } from '../base/errors.ts';

const decorator = 'principal';

/** Lets nobody into this scope without a valid bearer token. Runs before a body is read. */
export function authenticateScope(app: FastifyInstance, access: Pick<Access, 'authenticateToken'>): void {
  app.decorateRequest(decorator);
  app.addHook('onRequest', async (request) => {
    request.setDecorator(decorator, await access.authenticateToken(bearerTokenOf(request)));
  });
}

/** What of a request says who asks, whatever its route's schema makes of the rest. */
export type SignedIn = Pick<FastifyRequest, 'getDecorator'>;

/** Who asks, in a scope that `authenticateScope` guards. */
export function principalOf(request: SignedIn): Principal {
  const principal = request.getDecorator<Principal | undefined>(decorator);
  if (principal === undefined) throw new Error('This route is not in a scope that signs in.');
  return principal;
}

/** The token that a request brings. Throws `unauthenticated` for one without. */
export function bearerTokenOf(request: FastifyRequest): string {
  const token = /^bearer +([\w.~+/-]+=*) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw new BellwireError('unauthenticated', 'Send a token in the header `Authorization: Bearer <token>`.');
  }
  return token;
}
