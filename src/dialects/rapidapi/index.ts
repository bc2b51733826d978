import { standardFormat } from '../../formats/standard.ts';
import { standardPolicy } from '../../pipeline/delivery/standard-policy.ts';
import type { Dialect } from '../dialect.ts';
import { rapidapiCatalogue } from './catalogue/index.ts';
import { rapidapiRoutes } from './routes.ts';

/** RapidAPI Enterprise Hub: events to callback URLs, and the GraphQL Platform API. */
export const rapidapiDialect: Dialect = {
  name: 'rapidapi',
  title: 'RapidAPI Enterprise Hub',
  catalogue: rapidapiCatalogue,
  formats: [standardFormat],
  policy: standardPolicy,
  keysAreSecrets: true,
  routes: rapidapiRoutes,
};
