import type { Catalogue } from '../../../catalogue/catalogue.ts';
import { application } from './application.ts';
import { key } from './key.ts';
import { member } from './member.ts';
import { packageType } from './package.ts';
import { packageKey } from './package-key.ts';
import { plan } from './plan.ts';
import { predefinedRoles, role } from './role.ts';
import { service } from './service.ts';

/**
 * Mashery's objects, with the field names of its V2 API. What can be told from an object's place (`id`, `uuid`,
 * `created`, `updated`, `object_type`, `username` and `service_key` of keys, `limits`) is not stored but added by
 * `toV2Object`. Events tell of members, applications, keys and package keys only, as the vendor's do.
 */
export const masheryCatalogue: Catalogue = {
  dialect: 'mashery',
  types: {
    member,
    application,
    key,
    package_key: packageKey,
    package: packageType,
    plan,
    service,
    role,
  },
  firstObjects: predefinedRoles,
};
