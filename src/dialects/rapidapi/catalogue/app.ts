import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, deletedAt, flag, picture, possibleOwner, status, text, texts, word } from './fields.ts';
import { oneOwner, ownerNumber } from './owners.ts';

/** What calls APIs on behalf of a user or a team: the vendor's "project". */
export const app: ObjectType = {
  name: 'app',
  plural: 'apps',
  title: 'app',
  fields: {
    name: text('Name', 255, { required: true }),
    description: text('Description', 4096),
    thumbnail: picture,
    enableLimitsToAPIs: flag('Only APIs that are allowed'),
    owner: count('The user or team that it belongs to'),
  },
  relations: { user: possibleOwner('user'), team: possibleOwner('team') },
  unique: [
    { name: 'name-of-user', field: 'name', within: 'user', keptForever: false },
    { name: 'name-of-team', field: 'name', within: 'team', keptForever: false },
  ],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => ({ owner: ownerNumber(related) }),
  check: ({ related }) => oneOwner(related, 'projectOwner'),
};

/** A key of an app: the vendor's "application authorization". Its value is answered to its owner and told to nobody. */
export const appKey: ObjectType = {
  name: 'app_key',
  plural: 'app_keys',
  title: 'app key',
  fields: {
    applicationId: text('App', 16),
    name: text('Name', 255, { default: 'default' }),
    authorizationType: word('How it proves who calls', ['RAPIDAPI', 'OAUTH2']),
    grantType: text('OAuth 2.0 grant', 32, { enum: ['CLIENT_CREDENTIALS', 'AUTHORIZATION_CODE'] }),
    authorizationValues: text('Values of the authorization, as JSON', 65_536, { neverTold: true }),
    key: text('Key', 64, { createOnly: true, neverTold: true }),
    status,
    gateways: texts('Gateways'),
    deletedAt,
  },
  relations: { app: { ...possibleOwner('app'), required: true } },
  unique: [{ name: 'key', field: 'key', keptForever: true }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.app ? { applicationId: String(related.app.number) } : {}),
};
