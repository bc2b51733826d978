import { sharedFormats } from '../../formats/shared-formats.ts';
import type { Dialect } from '../dialect.ts';
import { apigeeRoles } from './access/roles.ts';
import { apigeeCatalogue } from './catalogue/index.ts';
import { apigeeFormat, thresholdReached } from './format/index.ts';
import { followObjects } from './meters/follow.ts';
import { apigeePolicy } from './policy.ts';
import { apigeeRoutes } from './routes/index.ts';
import { namesOf, planIdOf } from './usage/names.ts';
import { resolveUsage } from './usage/resolve.ts';
import { pointOf, tellCrossings } from './usage/tell-crossings.ts';
import { conditionsNaming } from './webhooks/held-by.ts';

/** Apigee Edge: monetization webhooks, and the management APIs that they need. */
export const apigeeDialect: Dialect = {
  name: 'apigee',
  title: 'Apigee Edge',
  catalogue: apigeeCatalogue,
  formats: [apigeeFormat, ...sharedFormats],
  policy: apigeePolicy,
  roles: apigeeRoles,
  metered: {
    resolve: resolveUsage,
    tell: tellCrossings,
    subjectTypes: ['developer', 'company'],
    crossingType: thresholdReached,
    pointOf,
    planId: planIdOf,
    names: namesOf,
  },
  along: followObjects(tellCrossings),
  heldBy: conditionsNaming,
  routes: apigeeRoutes,
};
