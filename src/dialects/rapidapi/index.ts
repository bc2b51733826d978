import type { Catalogue } from '../../catalogue/catalogue.ts';
import { standardFormat } from '../../formats/standard.ts';
import { standardPolicy } from '../../pipeline/delivery/standard-policy.ts';
import type { Dialect } from '../dialect.ts';
import { rapidapiRoutes } from './routes.ts';

const rapidapiCatalogue: Catalogue = { dialect: 'rapidapi', types: {}, firstObjects: [] };

/** RapidAPI Enterprise Hub: events to callback URLs, and the GraphQL Platform API. */
export const rapidapiDialect: Dialect = {
  name: 'rapidapi',
  title: 'RapidAPI Enterprise Hub',
  catalogue: rapidapiCatalogue,
  formats: [standardFormat],
  policy: standardPolicy,
  keysAreSecrets: true,
  routes: rapidapiRoutes(rapidapiCatalogue),
};
