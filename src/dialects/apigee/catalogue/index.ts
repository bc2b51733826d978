import type { Catalogue } from '../../../catalogue/catalogue.ts';
import { apiProduct } from './api-product.ts';
import { app } from './app.ts';
import { company, companyDeveloper } from './company.ts';
import { developer } from './developer.ts';
import { developerRatePlan } from './developer-rate-plan.ts';
import { monetizationPackage } from './monetization-package.ts';
import { notificationCondition } from './notification-condition.ts';
import { organizationProfile } from './organization-profile.ts';
import { ratePlan } from './rate-plan.ts';

/** What monetization is about, with the field names of the vendor's APIs. */
export const apigeeCatalogue: Catalogue = {
  dialect: 'apigee',
  types: {
    developer,
    company,
    company_developer: companyDeveloper,
    app,
    api_product: apiProduct,
    monetization_package: monetizationPackage,
    rate_plan: ratePlan,
    developer_rate_plan: developerRatePlan,
    notification_condition: notificationCondition,
    organization_profile: organizationProfile,
  },
  firstObjects: [{ type: 'organization_profile', fields: {} }],
};
