import type { Problem } from '../../../base/errors.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { isTimeZone } from '../dates.ts';
import { flag, text } from './fields.ts';

/** The organization's profile in monetization. Each organization has one; only the time zone has a meaning here. */
export const organizationProfile: ObjectType = {
  name: 'organization_profile',
  plural: 'organization_profiles',
  title: 'organization profile',
  fields: {
    timezone: text('Time zone, such as America/New_York', 64, { default: 'UTC' }),
    billingCycle: text('Billing cycle', 32, {
      enum: ['CALENDAR_MONTH', 'PRORATED'],
      default: 'CALENDAR_MONTH',
    }),
    country: text('Country', 8),
    currency: text('Currency', 16),
    description: text('Description', 4096),
    status: text('Status', 32, { default: 'ACTIVE' }),
    supportedBillingType: text('Billing types', 32),
    taxModel: text('Tax model', 32),
    approvedTrusted: flag('Approved, trusted'),
    approvedUntrusted: flag('Approved, untrusted'),
  },
  relations: {},
  unique: [],
  emits: [],
  customFields: false,
  cascades: [],
  check: ({ fields }: Draft): Problem[] =>
    isTimeZone(String(fields.timezone))
      ? []
      : [{ field: 'timezone', message: 'must be a time zone such as America/New_York' }],
};
