import type { Json, JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { attributeOf } from '../attributes.ts';

/** A developer as monetization shows it; a company is one too there. */
export function mintDeveloper(holder: ObjectRecord, organization: string): JsonObject {
  const { fields } = holder;
  const isCompany = holder.type === 'company';
  const name = isCompany ? text(fields.displayName) || text(fields.name) : fullName(fields);
  return {
    id: isCompany ? text(fields.name) : holder.id,
    // The vendor gives companies an address that nobody can have.
    email: isCompany ? `${text(fields.name)}###${organization}@APIGEE-GEN.FOR-COMPANY` : text(fields.email),
    isCompany,
    legalName: attributeOf(fields, 'MINT_DEVELOPER_LEGAL_NAME') ?? name,
    name,
    organization: { id: organization },
    status: text(fields.status).toUpperCase(),
  };
}

/** A developer or a company, where only its names are shown. */
function mintDeveloperInfo(holder: ObjectRecord, organization: string): JsonObject {
  const { id = '', legalName = '', name = '' } = mintDeveloper(holder, organization);
  return { id, legalName, name };
}

function fullName({ firstName, lastName }: JsonObject): string {
  return `${text(firstName)} ${text(lastName)}`;
}

/** A product as monetization shows it. */
export function mintProduct({ fields }: ObjectRecord, organization: string): JsonObject {
  const attributes = Object.entries(fields).filter(([name]) => name.startsWith('customAtt'));
  return {
    ...withoutBlanks(Object.fromEntries(attributes)),
    description: text(fields.description),
    displayName: text(fields.displayName),
    id: text(fields.name),
    name: text(fields.name),
    organization: { id: organization },
    status: text(fields.status),
    ...withoutBlanks({
      transactionSuccessCriteria: fields.transactionSuccessCriteria ?? '',
      refundSuccessCriteria: fields.refundSuccessCriteria ?? '',
    }),
  };
}

/** A package with its products. */
export function mintPackage(
  { fields }: ObjectRecord,
  products: readonly ObjectRecord[],
  organization: string,
): JsonObject {
  return {
    description: text(fields.description),
    displayName: text(fields.displayName),
    id: text(fields.packageId),
    name: text(fields.name),
    organization: { id: organization },
    product: products.map((product) => mintProduct(product, organization)),
    status: text(fields.status),
  };
}

/** A rate plan; `parent` is its package, `holder` whom it is for, if it is not for everybody. */
export function mintRatePlan(
  { fields }: ObjectRecord,
  { parent, holder }: { parent: ObjectRecord | undefined; holder: ObjectRecord | undefined },
  organization: string,
): JsonObject {
  const { currency, developerCategory, contractDuration } = fields;
  return {
    id: text(fields.planId),
    name: text(fields.name),
    displayName: text(fields.displayName),
    description: text(fields.description),
    type: text(fields.type),
    startDate: text(fields.startDate),
    ...withoutBlanks({ endDate: fields.endDate ?? '' }),
    published: fields.published === true,
    isPrivate: fields.isPrivate === true,
    ...(contractDuration !== 0 && {
      contractDuration: contractDuration ?? 0,
      contractDurationType: text(fields.contractDurationType),
    }),
    keepOriginalStartDate: fields.keepOriginalStartDate === true,
    ...(currency !== '' && { currency: { id: text(currency) } }),
    ...(holder !== undefined && { developer: mintDeveloperInfo(holder, organization) }),
    ...(developerCategory !== '' && { developerCategory: { id: text(developerCategory) } }),
    ...(parent !== undefined && {
      monetizationPackage: {
        id: text(parent.fields.packageId),
        name: text(parent.fields.name),
        displayName: text(parent.fields.displayName),
      },
    }),
    organization: { id: organization },
    ratePlanDetails: fields.ratePlanDetails ?? [],
  };
}

/** What is set. */
export function withoutBlanks(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** The text of a field that is one. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** When an object was made and changed, as the management API has it. */
export function times({ createdAt, updatedAt }: ObjectRecord): JsonObject {
  return { createdAt: createdAt.getTime(), lastModifiedAt: updatedAt.getTime() };
}
