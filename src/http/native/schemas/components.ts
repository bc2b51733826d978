import { attemptComponents } from './attempts.ts';
import { auditComponents } from './audit.ts';
import { catalogueComponents } from './catalogue.ts';
import { credentialComponents } from './credentials.ts';
import { deliveryComponents } from './deliveries.ts';
import { eventTypeComponents } from './event-types.ts';
import { eventComponents } from './events.ts';
import { figureComponents } from './figures.ts';
import { jobComponents } from './jobs.ts';
import { objectComponents } from './objects.ts';
import { operationComponents } from './operations.ts';
import { organizationComponents } from './organizations.ts';
import { problem } from './problem.ts';
import { removalComponents } from './removals.ts';
import { sessionComponents } from './session.ts';
import { tokenComponents } from './tokens.ts';
import { usageComponents } from './usage.ts';
import { usesComponents } from './uses.ts';
import { webhookComponents } from './webhooks.ts';

/** Everything in the document that has a name. */
export const components = [
  problem,
  ...organizationComponents,
  ...tokenComponents,
  ...sessionComponents,
  ...credentialComponents,
  ...webhookComponents,
  ...eventTypeComponents,
  ...eventComponents,
  ...deliveryComponents,
  ...attemptComponents,
  ...figureComponents,
  ...jobComponents,
  ...objectComponents,
  ...catalogueComponents,
  ...usageComponents,
  ...usesComponents,
  ...removalComponents,
  ...operationComponents,
  ...auditComponents,
];
