import { sharedFormats } from '../../formats/shared-formats.ts';
import { standardPolicy } from '../../pipeline/delivery/standard-policy.ts';
import type { Dialect } from '../dialect.ts';
import { masheryCatalogue } from './catalogue/index.ts';
import { masheryFormat } from './format/index.ts';
import { masheryRoutes } from './routes/index.ts';

/** Mashery, later TIBCO and Boomi Cloud API Management: event triggers and the V2 and V3 management APIs. */
export const masheryDialect: Dialect = {
  name: 'mashery',
  title: 'Mashery',
  catalogue: masheryCatalogue,
  formats: [masheryFormat, ...sharedFormats],
  policy: standardPolicy,
  routes: masheryRoutes,
};
