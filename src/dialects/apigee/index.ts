import { standardFormat } from '../../formats/standard.ts';
import { standardPolicy } from '../../pipeline/delivery/standard-policy.ts';
import type { Dialect } from '../dialect.ts';
import { apigeeRoles } from './access/roles.ts';
import { apigeeCatalogue } from './catalogue/index.ts';
import { followObjects } from './meters/follow.ts';
import { apigeeRoutes } from './routes/index.ts';

/** Apigee Edge: monetization webhooks, and the management APIs that they need. */
export const apigeeDialect: Dialect = {
  name: 'apigee',
  title: 'Apigee Edge',
  catalogue: apigeeCatalogue,
  formats: [standardFormat],
  policy: standardPolicy,
  roles: apigeeRoles,
  along: followObjects(async () => []),
  routes: apigeeRoutes,
};
