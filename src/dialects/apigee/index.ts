import { standardFormat } from '../../formats/standard.ts';
import type { Dialect } from '../dialect.ts';
import { apigeeRoles } from './access/roles.ts';
import { apigeeCatalogue } from './catalogue/index.ts';
import { apigeeFormat } from './format/index.ts';
import { followObjects } from './meters/follow.ts';
import { apigeePolicy } from './policy.ts';
import { apigeeRoutes } from './routes/index.ts';
import { resolveUsage } from './usage/resolve.ts';
import { tellCrossings } from './usage/tell-crossings.ts';
import { conditionsNaming } from './webhooks/held-by.ts';

/** Apigee Edge: monetization webhooks, and the management APIs that they need. */
export const apigeeDialect: Dialect = {
  name: 'apigee',
  title: 'Apigee Edge',
  catalogue: apigeeCatalogue,
  formats: [apigeeFormat, standardFormat],
  policy: apigeePolicy,
  roles: apigeeRoles,
  metered: { resolve: resolveUsage, tell: tellCrossings },
  along: followObjects(tellCrossings),
  heldBy: conditionsNaming,
  routes: apigeeRoutes,
};
