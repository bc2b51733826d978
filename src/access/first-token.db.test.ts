import { expect, it } from 'vitest';
import { testAccessServices } from '../../test/harness/access-services.ts';
import { bellwirePrincipal } from './bellwire-principal.ts';
import { createAccess } from './create-access.ts';
import { firstToken } from './first-token.ts';
import { createTokens } from './tokens/tokens.ts';

const services = await testAccessServices();

it('is given to one of twenty nodes that start at once, and to none that starts later', async () => {
  const given = await Promise.all(Array.from({ length: 20 }, () => firstToken(services)));
  const tokens = given.filter((token) => token !== null);
  expect(tokens).toHaveLength(1);
  expect(await firstToken(services)).toBeNull();

  const principal = await createAccess(services).authenticateToken(tokens[0] ?? '');
  expect(principal).toMatchObject({ role: 'administrator', organizationIds: null });
});

it('is not given again after it was revoked: a lost token must not come back with a restart', async () => {
  const tokens = createTokens(services);
  const { items } = await tokens.list(bellwirePrincipal, { limit: 10 });
  for (const { id } of items) await tokens.revoke(bellwirePrincipal, id);
  expect(await firstToken(services)).toBeNull();
});
