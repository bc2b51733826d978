import type { JsonObject } from '../../../base/json.ts';

const api = 'api_0198c222-0a1b-7c3d-8e4f-5a6b7c8d9e0f';
const version = 'apiversion_0198c222-0a1c-7c3d-8e4f-5a6b7c8d9e10';
const plan = 'billingplan_0198c222-0a1d-7c3d-8e4f-5a6b7c8d9e11';
const planVersion = 'billingplanversion_0198c222-0a1e-7c3d-8e4f-5a6b7c8d9e12';
const targetGroup = 'targetgroup_0198c222-0a1f-7c3d-8e4f-5a6b7c8d9e13';
const team = 1000042;
const ada = 1000007;
const grace = 1000008;
const terms: JsonObject = {
  id: planVersion,
  name: 'V1',
  current: true,
  price: 0,
  pricing: 'FREE',
  period: 'MONTHLY',
  rateLimit: { enabled: false, amount: null, unit: null, unitName: null },
  billinglimits: [
    {
      item: 'Requests',
      period: 'MONTHLY',
      amount: 0,
      unlimited: true,
      limitType: 'HARD',
      overageprice: null,
    },
  ],
};

/** A row of each object type as it could stand in an event. What is blank here is null there. */
export const examples: Readonly<Record<string, JsonObject>> = {
  api: {
    name: 'Weather',
    slugifiedName: 'weather',
    description: 'Weather for every place',
    longDescription: '',
    category: 'Weather',
    ownerId: team,
    currentVersionId: version,
    thumbnail: '',
    websiteUrl: 'https://weather.example.com',
    termsOfService: '',
    tags: [{ id: '0198c222-0a20-7c3d-8e4f-5a6b7c8d9e14', tagdefinition: 'region', value: 'global' }],
  },
  api_version: {
    api,
    name: '1.0',
    current: true,
    versionStatus: 'ACTIVE',
    targetGroupId: targetGroup,
    oldApiVersionId: '',
  },
  api_endpoint: {
    apiversion: version,
    group: '',
    name: 'Current weather',
    method: 'GET',
    route: '/current',
    description: 'The weather of a place at this moment',
  },
  target_group: {
    apiId: api,
    name: 'default',
    targetUrls: [{ url: 'https://origin.example.com', loadBalancingStrategyValue: null }],
  },
  documentation: { apiId: api, readme: '# Weather\n\nAsk for a place.' },
  billing_plan: {
    apiId: api,
    apiversion: version,
    name: 'BASIC',
    slugifiedName: 'basic',
    requestApprovalQuestion: '',
    targetGroupId: '',
    version: terms,
  },
  billing_plan_version: { ...terms, billingplan: plan, apiId: api },
  subscription: {
    userId: team,
    apiId: api,
    apiVersionId: version,
    billingPlanVersionId: planVersion,
    canceledAt: '',
  },
  user: {
    username: 'ada',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    company: 'Analytical Engines',
    position: 'Engineer',
    location: 'London',
    bio: '',
    thumbnail: '',
  },
  organization: {
    name: 'Analytical Engines',
    slugifiedName: 'analytical-engines',
    email: 'billing@example.com',
    description: '',
    thumbnail: '',
    seats: 7,
  },
  team: {
    organizationId: 1000041,
    name: 'Analytical Engines-Default',
    slugifiedName: 'analytical-engines-default',
    isDefault: true,
    description: '',
    thumbnail: '',
  },
  app: { name: 'default-application_1000042', description: '', thumbnail: '', owner: team },
  app_key: { applicationId: '1000043', name: 'default', grantType: '' },
  workflow: {
    topic: 'RequestAccessPlan',
    componentId: api,
    subComponentId: plan,
    componentDisplayName: 'Weather',
    requestorId: ada,
    requestorContextId: team,
    requestorEmail: 'ada@example.com',
    requestorDisplayName: 'Ada Lovelace',
    requestorContextDisplayName: 'Analytical Engines-Default',
    requesteeId: grace,
    requesteeEmail: 'grace@example.com',
    requesteeDisplayName: 'Grace Hopper',
    additionalData: { answer: 'for the tide tables' },
  },
  announcement: { apiId: api, providerId: String(team), title: 'Version 2', body: 'Version 2 is out.' },
  discussion: { userId: ada, topicId: api, title: 'Rate limits?', body: 'How often may one ask?' },
  discussion_comment: { issueId: 1000044, userId: grace, body: 'As often as the plan says.' },
  message: {
    messageThreadId: 1000045,
    apiId: api,
    authorId: ada,
    entityId: team,
    ownerId: grace,
    title: 'Help',
    body: 'The forecast for Monday is missing.',
    entityDisplayName: 'Analytical Engines-Default',
    ownerDisplayName: 'Grace Hopper',
    apiDisplayName: 'Weather',
  },
  job_request: {
    jobType: 'API_IMPORT',
    requesterId: ada,
    input: { file: 'weather.yaml' },
    result: {},
    error: '',
  },
};
