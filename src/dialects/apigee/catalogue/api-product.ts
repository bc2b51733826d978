import type { Field, ObjectType } from '../../../catalogue/catalogue.ts';
import { attributes, text, texts } from './fields.ts';

/** How many numbers a transaction can carry besides its count (the vendor's page on custom attributes). */
export const customAttributeCount = 10;

/** `customAtt1Name` and so on: what the number that a transaction carries as `custAtt1` is called. */
const customAttributeNames: Record<string, Field> = Object.fromEntries(
  Array.from({ length: customAttributeCount }, (_, index) => [
    `customAtt${index + 1}Name`,
    text(`Name of custom attribute ${index + 1}`, 255),
  ]),
);

/** APIs that are offered together: fields of the vendor's API product, and of its view in monetization. */
export const apiProduct: ObjectType = {
  name: 'api_product',
  plural: 'api_products',
  title: 'API product',
  fields: {
    name: text('Name', 255, { required: true, createOnly: true }),
    displayName: text('Name to show', 255),
    description: text('Description', 4096),
    approvalType: text('Approval', 16, { enum: ['auto', 'manual'], default: 'auto' }),
    attributes,
    apiResources: texts('Paths'),
    environments: texts('Environments'),
    proxies: texts('API proxies'),
    scopes: texts('OAuth scopes'),
    status: text('Status', 16, { enum: ['CREATED', 'ACTIVE', 'INACTIVE'], default: 'CREATED' }),
    transactionSuccessCriteria: text('Which transactions are successful', 1024),
    refundSuccessCriteria: text('Which refunds are successful', 1024),
    ...customAttributeNames,
  },
  relations: {},
  unique: [{ name: 'name', field: 'name', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
};
