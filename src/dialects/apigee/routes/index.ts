import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { DialectServices } from '../../dialect.ts';
import { type Address, register } from './address.ts';
import { apiProductAddresses, mintProductAddresses } from './api-products.ts';
import { appAddresses } from './apps.ts';
import { attributeAddresses } from './attributes.ts';
import { availablePackageAddresses } from './available-packages.ts';
import { takeJson } from './body.ts';
import { companyAddresses } from './companies.ts';
import { developerRatePlanAddresses } from './developer-rate-plans.ts';
import { developerAddresses, mintDeveloperAddresses } from './developers.ts';
import { MintError, mintReplyFrom } from './errors.ts';
import { managedOrganizationAddresses } from './managed-organization.ts';
import { notificationConditionAddresses } from './notification-conditions.ts';
import { notificationItemAddresses } from './notification-service-items.ts';
import { organizationAddresses } from './organization.ts';
import { packageAddresses } from './packages.ts';
import { ratePlanAddresses } from './rate-plans.ts';
import { synchronizeAddresses } from './synchronize.ts';
import { tokenRoutes } from './token/routes.ts';
import { transactionAddresses } from './transactions.ts';
import { transactionReadAddresses } from './transactions-read.ts';
import { webhookTestAddresses } from './webhook-test.ts';
import { webhookAddresses } from './webhooks.ts';

/** What is below `/v1/mint/organizations/{org}`: monetization. */
const mint: readonly Address[] = [
  ...organizationAddresses,
  ...webhookAddresses,
  ...notificationConditionAddresses,
  ...mintProductAddresses,
  ...packageAddresses,
  ...ratePlanAddresses,
  ...mintDeveloperAddresses,
  ...developerRatePlanAddresses,
  ...availablePackageAddresses,
  ...transactionAddresses,
  ...transactionReadAddresses,
  ...notificationItemAddresses,
  ...webhookTestAddresses,
  ...synchronizeAddresses,
];

/** What is below `/v1/organizations/{org}`: the management API. */
const management: readonly Address[] = [
  ...managedOrganizationAddresses,
  ...developerAddresses,
  ...companyAddresses,
  ...appAddresses,
  ...apiProductAddresses,
  ...attributeAddresses,
];

/** Apigee's APIs: set a client's host to `http://localhost:8420/apigee`. */
export function apigeeRoutes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    takeJson(app);
    answerErrors(app, services);
    // The vendor takes `o` for `organizations`.
    for (const organizations of ['organizations', 'o']) {
      register(app, services, `/v1/mint/${organizations}/:org`, mint);
      register(app, services, `/v1/${organizations}/:org`, management);
    }
    await app.register(tokenRoutes(services), { prefix: '/oauth/token' });
  };
}

function answerErrors(app: FastifyInstance, { log }: DialectServices): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, headers, body } = mintReplyFrom(error);
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'an Apigee request failed');
    return reply.code(status).headers(headers).send(body);
  });
  app.setNotFoundHandler((request) => {
    throw new MintError(
      404,
      'mint.resourceDoesNotExist',
      `There is nothing at ${request.url.split('?', 1)[0]}.`,
    );
  });
}
