import type { Problem } from '../../../base/errors.ts';
import { type JsonObject, sameJson } from '../../../base/json.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { dayOf, mintDateFrom } from '../dates.ts';
import { detailProblems } from '../rate-plan-rules.ts';
import { flag, text } from './fields.ts';
import { idFromName } from './monetization-package.ts';

/** The kinds of details, and of metering, that the vendor's reference names. */
const detailTypes = ['USAGE_TARGET', 'REVSHARE', 'RATECARD', 'REVSHARE_RATECARD'];
const meteringTypes = ['DEV_SPECIFIC', 'UNIT', 'VOLUME', 'STAIR_STEP'];

/**
 * The terms of a package. Plans of all kinds are kept as they are given; only the adjustable notification plan
 * (`USAGE_TARGET`) has a meaning here.
 */
export const ratePlan: ObjectType = {
  name: 'rate_plan',
  plural: 'rate_plans',
  title: 'rate plan',
  fields: {
    planId: text('Id; made from package and name when blank', 255, { createOnly: true }),
    name: text('Name', 255, { required: true }),
    displayName: text('Name to show', 255),
    description: text('Description', 4096),
    type: text('For whom', 32, {
      enum: ['STANDARD', 'DEVELOPER_CATEGORY', 'DEVELOPER'],
      default: 'STANDARD',
    }),
    startDate: text('First day', 19, { required: true }),
    endDate: text('Last day', 19),
    published: flag('Published'),
    isPrivate: flag('Not shown to developers'),
    currency: text('Currency', 16),
    contractDuration: { type: 'integer', title: 'Renewal term', minimum: 0 },
    contractDurationType: text('Unit of the renewal term', 16),
    developerCategory: text('Developer category', 255),
    keepOriginalStartDate: flag('A follower keeps the first start'),
    ratePlanDetails: {
      type: 'array',
      title: 'Details',
      items: {
        type: 'object',
        properties: {
          type: { type: 'string', enum: detailTypes },
          meteringType: { type: 'string', enum: meteringTypes },
        },
        required: ['type'],
      },
    },
  },
  relations: {
    monetizationPackage: {
      to: 'monetization_package',
      cardinality: 'one',
      required: true,
      createOnly: true,
      whenParentGoes: 'refuse',
      nested: true,
    },
    developer: {
      to: 'developer',
      cardinality: 'one',
      required: false,
      createOnly: true,
      whenParentGoes: 'unlink',
      nested: false,
    },
    company: {
      to: 'company',
      cardinality: 'one',
      required: false,
      createOnly: true,
      whenParentGoes: 'unlink',
      nested: false,
    },
  },
  unique: [
    { name: 'planId', field: 'planId', keptForever: false },
    { name: 'name', field: 'name', within: 'monetizationPackage', keptForever: false },
  ],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete,
  check,
};

function complete({ before, fields, related }: Draft): JsonObject {
  const filled: JsonObject = {};
  if (before === null && fields.planId === '') {
    const packageId = String(related.monetizationPackage?.fields.packageId ?? '');
    filled.planId = `${packageId}_${idFromName(String(fields.name))}`;
  }
  for (const name of ['startDate', 'endDate']) {
    const date = mintDateFrom(String(fields[name]));
    if (date !== null) filled[name] = date.text;
  }
  return filled;
}

function check({ before, fields }: Draft): Problem[] {
  const problems = [...dateProblems(fields)];
  const details = Array.isArray(fields.ratePlanDetails) ? fields.ratePlanDetails : [];
  problems.push(...detailProblems(details));
  if (fields.published === true && details.length === 0) {
    problems.push({ field: 'ratePlanDetails', message: 'must not be empty in a published plan' });
  }
  if (before?.fields.published === true) problems.push(...changesAfterPublishing(before.fields, fields));
  return problems;
}

function dateProblems({ startDate, endDate }: JsonObject): Problem[] {
  const problems = [
    ['startDate', startDate] as const,
    ...(endDate === '' ? [] : [['endDate', endDate] as const]),
  ]
    .filter(([, value]) => mintDateFrom(String(value)) === null)
    .map(([field]) => ({ field, message: 'must be a date such as 2026-01-31 or 2026-01-31 00:00:00' }));
  if (problems.length === 0 && endDate !== '' && dayOf(String(endDate)) < dayOf(String(startDate))) {
    problems.push({ field: 'endDate', message: 'must not be before startDate' });
  }
  return problems;
}

/** Once a plan is published, only its end can be changed (the vendor's page on adjustable plans). */
function changesAfterPublishing(before: JsonObject, after: JsonObject): Problem[] {
  return Object.keys(after)
    .filter((name) => name !== 'endDate' && !sameJson(before[name], after[name]))
    .map((field) => ({ field, message: 'cannot be changed once the plan is published; only endDate can' }));
}
