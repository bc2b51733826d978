import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { text } from './fields.ts';

/** API products that are sold together, also called a product bundle: fields of the vendor's `APIPackage`. */
export const monetizationPackage: ObjectType = {
  name: 'monetization_package',
  plural: 'monetization_packages',
  title: 'package',
  fields: {
    packageId: text('Id; made from the name when blank', 255, { createOnly: true }),
    name: text('Name', 255, { required: true }),
    displayName: text('Name to show', 255),
    description: text('Description', 4096),
    status: text('Status', 16, { enum: ['CREATED', 'ACTIVE', 'INACTIVE'], default: 'CREATED' }),
  },
  relations: {
    products: {
      to: 'api_product',
      cardinality: 'many',
      required: false,
      createOnly: false,
      whenParentGoes: 'refuse',
      nested: false,
    },
  },
  unique: [
    { name: 'packageId', field: 'packageId', keptForever: false },
    { name: 'name', field: 'name', keptForever: false },
  ],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ before, fields }) =>
    before === null && fields.packageId === '' ? { packageId: idFromName(String(fields.name)) } : {},
};

/** The vendor's ids look like `location_&_messaging`: the name in lower case, with underscores for spaces. */
export function idFromName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, '_');
}
