import { readFileSync } from 'node:fs';
import {
  buildClientSchema,
  type FieldDefinitionNode,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  type InputValueDefinitionNode,
  parse,
  print,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { createHub } from '../harness/rapidapi.ts';

/** The vendor's names and types, and what of them a hub has no use for: `docs/dialects/rapidapi.md` says why. */
const { definitions } = parse(readFileSync(new URL('./rapidapi-platform-api.txt', import.meta.url), 'utf8'));
const leftOut: Readonly<Record<string, readonly string[]>> = {
  // Favourites, ratings, archives.
  ApiWhereInput: ['isFavorite'],
  MessageThreadsWhereInput: ['entityStatusFlag'],
  // Features and legal documents of plans, and what is billed by use.
  BillingLimitInput: ['perusagePrice'],
  BillingPlanCreateInput: ['isStudent', 'legalDocumentId', 'legalAccountId', 'enableBillingFeatures'],
  BillingPlanExtendedUpdateInput: ['isStudent', 'legalDocumentId', 'legalAccountId', 'enableBillingFeatures'],
  BillingPlanMetadataUpdateInput: ['legalDocumentId', 'legalAccountId', 'isStudent'],
  SubscribeInput: ['legalAgreementMetadata'],
  SubscriptionCreateInput: ['legalAgreementMetadata'],
  // Seats are counted and not billed.
  OrganizationCreateInput: ['cardToken', 'recaptcha', 'purchasing_power', 'numofdevs', 'apis'],
  // Passwords, attributes of users, ids of old rows.
  UserUpdateInput: ['currentPassword', 'newPassword'],
  UserWhereInput: ['includeUserAttributes'],
  SubscriptionsWhereInput: ['mashapeId'],
  // An approval stays about what it was asked for.
  UpdateWorkflowsInput: ['componentId', 'subComponentId'],
  // Mock answers, and the form that examples had before there were payloads.
  PayloadObjectInput: ['id', 'status', 'schemaDefinition'],
  updateOrCreateEndpointWithParameters: [
    ...['patternMatch', 'payloadModel', 'payloadParameters', 'routeregex', 'displayResponse', 'response'],
    ...['responseObject', 'mockResponseId', 'mockResponseObject'],
  ],
};
const typesLeftOut: ReadonlySet<string> = new Set([
  ...['EnableBillingFeatureInput', 'EntityStatusFlag', 'SubscribeLegalAgreementMetadataInput'],
  ...['MockResponseObjectInput', 'ResponseObjectInput'],
  // Parameters of endpoints are taken in any form: `params` is `Any`.
  ...['headerParametersArray', 'parametersForUpdateOrCreateEndpointWithParameters', 'routeParametersArray'],
  'payloadModelForUpdateOrCreateEndpointWithParameters',
  'payloadParametersForUpdateOrCreateEndpointWithParameters',
]);
/** What is laxer here: by the type that clients of the vendor give, a value of which is taken. */
const laxer: Readonly<Record<string, string>> = {
  'DeleteProjectInput.mashapeId': 'ID',
  'updateOrCreateEndpointWithParameters.params': 'Any',
};
/** Operations whose names alone are known. */
const namedOnly: readonly [string, readonly string[]][] = [
  [
    'Query',
    [
      ...['exportOpenApi', 'getWorkflowsCount', 'canWorkflowBeSubmitted', 'roles', 'entitiesRoles'],
      'apiSpecImportProgresses',
    ],
  ],
  [
    'Mutation',
    [
      ...['createApisFromRapidOas', 'updateApisFromRapidOas', 'createApisFromSpecs', 'updateApisFromSpecs'],
      ...['createEndpointsGroups', 'updateEndpointsGroups', 'deleteEndpointsGroups', 'createDocumentation'],
      ...['updateAllowedPlanDevelopers', 'createRapidReason', 'createProjectAllowedAPIs', 'createRole'],
      ...['updateRole', 'deleteRole', 'createEntitiesRoles', 'updateUserRoles'],
    ],
  ],
];

let served: GraphQLSchema;

beforeAll(async () => {
  const hub = await createHub(await startTestBellwire(), 'hub');
  served = buildClientSchema(await hub.done(getIntrospectionQuery()));
});

/** Whether a variable of the one type is taken where the other stands: it may be laxer, and not stricter. */
const takes = (wanted: string, ours: string | undefined) => ours === wanted || `${ours}!` === wanted;

describe('the Platform API has the vendor’s', () => {
  const operations = definitions.flatMap((one) =>
    one.kind === 'ObjectTypeDefinition'
      ? (one.fields ?? []).map((field): [string, string, FieldDefinitionNode] => [
          one.name.value,
          field.name.value,
          field,
        ])
      : [],
  );

  it.each(operations)('%s %s, with its arguments and result', (root, name, { arguments: wanted, type }) => {
    const field = (root === 'Query' ? served.getQueryType() : served.getMutationType())?.getFields()[name];
    expect(String(field?.type)).toBe(print(type));
    for (const one of wanted ?? []) {
      const ours = field?.args.find((argument) => argument.name === one.name.value);
      expect([one.name.value, String(ours?.type)]).toEqual([one.name.value, print(one.type)]);
    }
    // What is ours besides can be left out.
    const known = new Set(wanted?.map((one) => one.name.value));
    for (const argument of field?.args ?? [])
      if (!known.has(argument.name)) expect(String(argument.type)).not.toMatch(/!$/);
  });

  it.each(namedOnly)('%s: further operations', (root, names) => {
    const fields = (root === 'Query' ? served.getQueryType() : served.getMutationType())?.getFields() ?? {};
    expect(names.filter((name) => fields[name] === undefined)).toEqual([]);
  });

  const inputs = definitions.flatMap((one): [string, readonly InputValueDefinitionNode[]][] =>
    one.kind === 'InputObjectTypeDefinition' ? [[one.name.value, one.fields ?? []]] : [],
  );

  it.each(inputs)('input %s', (name, wanted) => {
    if (typesLeftOut.has(name)) {
      expect(served.getType(name)).toBeUndefined();
      return;
    }
    const fields = (served.getType(name) as GraphQLInputObjectType).getFields();
    const out = new Set(leftOut[name]);
    for (const { name: field, type } of wanted) {
      const place = `${name}.${field.value}`;
      const ours = fields[field.value];
      // What is left out is not there at all: it is refused, and not taken and forgotten.
      if (out.has(field.value)) expect([place, ours]).toEqual([place, undefined]);
      else {
        const taken = String(ours?.type) === laxer[place] || takes(print(type), String(ours?.type));
        expect([place, String(ours?.type), taken]).toEqual([place, String(ours?.type), true]);
      }
    }
    const known = new Set(wanted.map((one) => one.name.value));
    for (const [field, { type }] of Object.entries(fields))
      if (!known.has(field)) expect([field, String(type)]).toEqual([field, expect.not.stringMatching(/!$/)]);
  });

  const enums = definitions.flatMap((one): [string, string[]][] =>
    one.kind === 'EnumTypeDefinition'
      ? [[one.name.value, (one.values ?? []).map((value) => value.name.value)]]
      : [],
  );

  it.each(enums.filter(([name]) => !typesLeftOut.has(name)))('enum %s', (name, wanted) => {
    const values = (served.getType(name) as GraphQLEnumType).getValues().map((value) => value.name);
    expect(wanted.filter((value) => !values.includes(value))).toEqual([]);
  });
});
