import { standardFormat } from '../../formats/standard.ts';
import type { Dialect } from '../dialect.ts';
import { apigeeCatalogue } from './catalogue/index.ts';
import { apigeeFormat } from './format/index.ts';
import { apigeePolicy } from './policy.ts';
import { apigeeRoutes } from './routes/index.ts';
import { resolveUsage } from './usage/resolve.ts';
import { tellCrossings } from './usage/tell-crossings.ts';

/** Apigee Edge: monetization webhooks, and the management APIs that they need. */
export const apigeeDialect: Dialect = {
  name: 'apigee',
  title: 'Apigee Edge',
  catalogue: apigeeCatalogue,
  formats: [apigeeFormat, standardFormat],
  policy: apigeePolicy,
  metered: { resolve: resolveUsage, tell: tellCrossings },
  routes: apigeeRoutes,
};
