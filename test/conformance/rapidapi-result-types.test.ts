import { readFileSync } from 'node:fs';
import {
  buildClientSchema,
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  parse,
  print,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { createHub } from '../harness/rapidapi.ts';

/** The vendor's result types. `docs/dialects/rapidapi.md` says what is left out, and why; this is that list in full. */
const { definitions } = parse(readFileSync(new URL('./rapidapi-result-types.txt', import.meta.url), 'utf8'));

const leftOut: Readonly<Record<string, readonly string[]>> = {
  Api: [
    // How often it was installed, and what the vendor's staff mark.
    ...['installsAllTime', 'installsDaily', 'installsMonthly', 'installsWeekly'],
    ...['official', 'fee', 'type'],
    // Gateways, and the secret that they show to the API; `gatewayIds` is here.
    ...['proxy', 'redirect', 'redirectLink', 'gateways', 'secret'],
    // Categories and pictures are texts; who may see an API is its visibility.
    ...['categoryId', 'thumbnailSmall', 'allowedContext'],
  ],
  // The API has most of these; a version has none of its own.
  ApiVersion: [
    ...['keywords', 'webhooks', 'description', 'longDescription', 'pricing', 'thumbnail', 'thumbnailSmall'],
    ...['type', 'websiteUrl'],
  ],
  BillingLimit: ['type'],
  // Who may see a version is said by its plan.
  BillingPlanVersion: ['visibility', 'option', 'type'],
  // Where they stand among others.
  Comment: ['index'],
  Issue: ['index'],
  // How it is shown, and examples as they were before there were payloads.
  Endpoint: [
    ...['displayResponse', 'routeregex', 'webhook', 'endpointHash'],
    ...['thumbail', 'pricing', 'schema', 'examples', 'type', 'summary', 'payload', 'response', 'code'],
  ],
  EndpointsGroup: ['pricing', 'thumbnail', 'type', 'summary'],
  // Those that are to be of one API: their arguments are not known. So it is wherever they stand.
  Entity: [
    ...['activeSubscriptionByApiId', 'activeSubscriptionByApiIdAndBillingPlanVersionId', 'numOfApisUsed'],
    'parents',
  ],
  MessageThread: ['body'],
  MessageThreadsObject: ['messages'],
  Organization: [
    // Roles are kept and not enforced; nothing is billed.
    ...['isOrganizationAdmin', 'balance', 'billingType', 'internalSubscriptionsCount'],
    ...['externalSubscriptionsCount', 'issues', 'entity'],
  ],
  Project: ['xMashapeKey'],
  Team: ['issues'],
  User: [
    // What is shown of a person in public, and counted.
    ...['GITHUB_URLPublic', 'emailPublic', 'lastActive', 'lastActivePublic', 'packages', 'discussions'],
    // How people sign in to the vendor's pages, and what they pay.
    ...['rememberMe', 'origin_site', 'rakutenToken', 'balance', 'billingType', 'entity'],
    // As of entities.
    ...['activeSubscriptionByApiId', 'activeSubscriptionByApiIdAndBillingPlanVersionId', 'numOfApisUsed'],
    'project',
  ],
};

/** What is null here where the vendor's is not: users go, and quotas need not have all that. */
const nullable: ReadonlySet<string> = new Set([
  ...['Comment.user', 'Issue.user', 'BillingLimit.period', 'BillingLimit.amount', 'BillingLimit.currency'],
]);

let served: GraphQLSchema;

beforeAll(async () => {
  const hub = await createHub(await startTestBellwire(), 'hub');
  served = buildClientSchema(await hub.done(getIntrospectionQuery()));
});

/** Whether who reads the one type can read the other: it may be stricter, and not laxer. */
const reads = (wanted: string, ours: string) => wanted === ours || `${wanted}!` === ours;

describe('the answers of the Platform API have the vendor’s', () => {
  const types = definitions.flatMap((one): [string, readonly FieldDefinitionNode[]][] =>
    one.kind === 'ObjectTypeDefinition' ? [[one.name.value, one.fields ?? []]] : [],
  );

  it.each(types)('%s', (name, wanted) => {
    const fields = (served.getType(name) as GraphQLObjectType).getFields();
    const problems = wanted.flatMap(({ name: { value: field }, type }) => {
      const ours = fields[field] === undefined ? undefined : String(fields[field].type);
      if (leftOut[name]?.includes(field) === true)
        return ours === undefined ? [] : [`${field} is not left out`];
      if (ours === undefined) return [`${field} is not there`];
      const vendors = print(type);
      const fits = nullable.has(`${name}.${field}`) ? `${ours}!` === vendors : reads(vendors, ours);
      return fits ? [] : [`${field} is ${ours}, and ${vendors} with the vendor`];
    });
    expect(problems).toEqual([]);
  });

  it('types and fields where the list of what is left out names them', () => {
    const known = new Map(types.map(([name, fields]) => [name, fields.map((field) => field.name.value)]));
    const unknown = Object.entries(leftOut).flatMap(([name, fields]) =>
      fields.filter((field) => known.get(name)?.includes(field) !== true).map((field) => `${name}.${field}`),
    );
    expect(unknown).toEqual([]);
  });
});
