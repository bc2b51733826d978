/** What can be done at the address of a collection, and at that of one of its objects. */
export type CollectionVerb = 'list' | 'create' | 'update-many' | 'remove-all';
export type ItemVerb = 'get' | 'update' | 'remove';

/** One collection of V3, and its items one segment deeper. */
export interface Resource {
  path: string;
  /** The parameter that names an item. */
  param: string;
  type: string;
  /** The object that the items hang on, named by the path. */
  under?: { param: string; type: string; relation: string };
  collection: readonly CollectionVerb[];
  item: readonly ItemVerb[];
  /** Where a new object is made, if not here: told to those who try. */
  createdAt?: string;
}

const whole: readonly CollectionVerb[] = ['list', 'create', 'update-many', 'remove-all'];
const rooted: readonly CollectionVerb[] = ['list', 'create'];
const item: readonly ItemVerb[] = ['get', 'update', 'remove'];

/**
 * The addresses below `/v3/rest`. Only collections under one parent can be changed or emptied as a whole: the record
 * has no such verb for the collections of an area, and one slip would empty it.
 */
export const resources: readonly Resource[] = [
  { path: '/members', param: 'memberId', type: 'member', collection: rooted, item },
  {
    path: '/members/:memberId/applications',
    param: 'applicationId',
    type: 'application',
    under: { param: 'memberId', type: 'member', relation: 'member' },
    collection: whole,
    item,
  },
  {
    path: '/applications',
    param: 'applicationId',
    type: 'application',
    collection: ['list'],
    item,
    createdAt: '/members/{memberId}/applications',
  },
  {
    path: '/applications/:applicationId/packageKeys',
    param: 'packageKeyId',
    type: 'package_key',
    under: { param: 'applicationId', type: 'application', relation: 'application' },
    collection: whole,
    item,
  },
  {
    path: '/packageKeys',
    param: 'packageKeyId',
    type: 'package_key',
    collection: ['list'],
    item,
    createdAt: '/applications/{applicationId}/packageKeys',
  },
  { path: '/packages', param: 'packageId', type: 'package', collection: rooted, item },
  {
    path: '/packages/:packageId/plans',
    param: 'planId',
    type: 'plan',
    under: { param: 'packageId', type: 'package', relation: 'package' },
    collection: whole,
    item,
  },
  { path: '/services', param: 'serviceId', type: 'service', collection: rooted, item },
  { path: '/roles', param: 'roleId', type: 'role', collection: ['list'], item: ['get'] },
];
