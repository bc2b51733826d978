import type { Problem } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { type ObjectRecord, parentId, type Related } from '../../../catalogue/object-record.ts';
import { mayAccept } from '../accept/for-whom.ts';
import { dayOf, mintDateFrom } from '../dates.ts';
import { adjustableTermsOf } from '../rate-plan-rules.ts';
import { text } from './fields.ts';

const holder = { cardinality: 'one', required: false, createOnly: true, nested: true } as const;

/** The rate plan that a developer or a company has accepted, with its target. */
export const developerRatePlan: ObjectType = {
  name: 'developer_rate_plan',
  plural: 'developer_rate_plans',
  title: 'accepted rate plan',
  fields: {
    startDate: text('First day', 19, { required: true, createOnly: true }),
    endDate: text('Last day', 19),
    quotaTarget: {
      type: 'integer',
      title: 'Target number of transactions; 0 for no notifications',
      minimum: 0,
    },
  },
  relations: {
    developer: { to: 'developer', ...holder, whenParentGoes: 'remove' },
    company: { to: 'company', ...holder, whenParentGoes: 'remove' },
    ratePlan: { to: 'rate_plan', ...holder, required: true, whenParentGoes: 'refuse' },
    monetizationPackage: {
      to: 'monetization_package',
      ...holder,
      through: 'ratePlan',
      whenParentGoes: 'refuse',
    },
  },
  unique: [],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  siblingsOn: ({ developer, company }) => (developer ? 'developer' : company ? 'company' : null),
  complete,
  check,
};

/** Whether two accepted plans are of the same package and have a day in common. */
export function overlaps(
  one: ObjectRecord,
  other: { packageId: string | undefined; fields: JsonObject },
): boolean {
  if (parentId(one, 'monetizationPackage') !== other.packageId) return false;
  const [start, end] = daysOf(one.fields);
  const [otherStart, otherEnd] = daysOf(other.fields);
  return start <= otherEnd && otherStart <= end;
}

function daysOf({ startDate, endDate }: JsonObject): [string, string] {
  return [dayOf(String(startDate)), endDate === '' ? '9999-12-31' : dayOf(String(endDate))];
}

function complete({ fields }: Draft): JsonObject {
  const filled: JsonObject = {};
  for (const name of ['startDate', 'endDate']) {
    const date = mintDateFrom(String(fields[name]));
    if (date !== null) filled[name] = date.text;
  }
  return filled;
}

/** What the routes have not already told in the vendor's codes; this is what holds when two ask at once. */
function check({ before, fields, related, siblings }: Draft): Problem[] {
  const [start, end] = daysOf(fields);
  const problems: Problem[] = [];
  if ([related.developer, related.company].filter((one) => one !== undefined).length !== 1) {
    problems.push({ field: 'developer', message: 'or a company, one of the two, is required' });
  }
  if (end < start) problems.push({ field: 'endDate', message: 'must not be before startDate' });
  if (related.ratePlan !== undefined && related.ratePlan.fields.published !== true) {
    problems.push({ field: 'ratePlan', message: 'is not published' });
  }
  if (before === null && isForAnother(related)) {
    problems.push({ field: 'ratePlan', message: 'is for another developer or company' });
  }
  if (fields.quotaTarget !== 0 && adjustableTermsOf(related.ratePlan?.fields ?? {}) === null) {
    const message = 'is only for an adjustable notification rate plan';
    problems.push({ field: 'quotaTarget', message });
  }
  const packageId = related.monetizationPackage?.id;
  if (siblings.some((sibling) => overlaps(sibling, { packageId, fields }))) {
    const message = 'is in the time of another accepted plan of the same package';
    problems.push({ field: 'startDate', message });
  }
  return problems;
}

/** In which companies a developer is cannot be seen from here, so that a plan of any company passes; the routes look. */
function isForAnother({ ratePlan, developer, company }: Related): boolean {
  const holder = developer ?? company;
  if (ratePlan === undefined || holder === undefined) return false;
  const companyIds = developer === undefined ? [] : (ratePlan.links.company ?? []);
  return !mayAccept(ratePlan, { id: holder.id, companyIds });
}
