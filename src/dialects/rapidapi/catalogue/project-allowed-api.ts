import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { count, owner, text } from './fields.ts';

/** A version of an API that an app may call, where it is limited to some. Nothing is told of it. */
export const projectAllowedApi: ObjectType = {
  name: 'project_allowed_api',
  plural: 'project_allowed_apis',
  title: 'API that an app may call',
  fields: {
    projectId: count('App'),
    apiId: text('API', 64),
    apiVersionId: text('API version', 64),
  },
  relations: { app: owner('app'), apiVersion: owner('api_version', { createOnly: false }) },
  unique: [{ name: 'apiId', field: 'apiId', within: 'app', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related: { app, apiVersion } }) => ({
    ...(app && { projectId: app.number }),
    ...(apiVersion && { apiId: apiVersion.fields.api ?? '', apiVersionId: outwardId(apiVersion) }),
  }),
};
