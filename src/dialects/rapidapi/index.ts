import { sharedFormats } from '../../formats/shared-formats.ts';
import { standardPolicy } from '../../pipeline/delivery/standard-policy.ts';
import type { Dialect } from '../dialect.ts';
import { examples } from './catalogue/examples.ts';
import { rapidapiCatalogue } from './catalogue/index.ts';
import { rapidapiFormat } from './format/index.ts';
import { rapidapiRoutes } from './routes.ts';

/** RapidAPI Enterprise Hub: events to callback URLs, and the GraphQL Platform API. */
export const rapidapiDialect: Dialect = {
  name: 'rapidapi',
  title: 'RapidAPI Enterprise Hub',
  catalogue: rapidapiCatalogue,
  formats: [rapidapiFormat, ...sharedFormats],
  policy: standardPolicy,
  keysAreSecrets: true,
  // A hub has one secret, one switch and up to five callback URLs.
  webhookSet: { format: rapidapiFormat.name, maxWebhooks: 5 },
  examples,
  routes: rapidapiRoutes,
};
