import type { Hub } from './rapidapi.ts';

/** Makes things in a hub by its Platform API, each the smallest of its kind. Answers are those of the API. */
export function hubObjects({ done }: Pick<Hub, 'done'>) {
  let made = 0;
  const next = (word: string) => `${word} ${++made}`;

  async function user(): Promise<string> {
    const name = `user${++made}`;
    const query = 'mutation ($user: UserCreateInput!) { createUser(user: $user) { id } }';
    return (await done(query, { user: { username: name, name, email: `${name}@example.com` } })).createUser
      .id;
  }

  async function organization(): Promise<{ id: string; team: string }> {
    const query =
      'mutation ($input: OrganizationCreateInput!) { createOrganization(input: $input) { id teams { id } } }';
    const input = { name: next('Organization'), email: 'bills@example.com', seats: 5 };
    const { id, teams } = (await done(query, { input })).createOrganization;
    return { id, team: teams[0].id };
  }

  async function team(organizationId: string): Promise<string> {
    const query = 'mutation ($input: TeamCreateInput!) { createTeam(input: $input) { id } }';
    const input = { organizationId: Number(organizationId), name: next('Team') };
    return (await done(query, { input })).createTeam.id;
  }

  async function app(owner: string): Promise<{ id: number; name: string }> {
    const query = 'mutation ($project: ProjectCreateInput!) { createProject(project: $project) { id name } }';
    return (await done(query, { project: { projectOwner: owner, projectName: next('App') } })).createProject;
  }

  async function appKey(projectId: number): Promise<{ id: string; key: string }> {
    const query = `mutation ($input: AppAuthorizationCreateInput!) {
      createApplicationAuthorization(input: $input) { id key }
    }`;
    return (await done(query, { input: { projectId, name: next('Key') } })).createApplicationAuthorization;
  }

  async function api(ownerId: string, more: object = {}): Promise<MadeApi> {
    const query = `mutation ($api: ApiCreateInput!) {
      createApi(api: $api) { id name ownerId currentVersion { id } billingPlans { id version { id } } }
    }`;
    const input = { name: next('API'), description: 'What it does', category: 'Data', ownerId, ...more };
    const { id, name, currentVersion, billingPlans } = (await done(query, { api: input })).createApi;
    const [{ id: plan, version }] = billingPlans;
    return { id, name, version: currentVersion.id, plan, planVersion: version.id };
  }

  async function plan(of: MadeApi, more: object = {}): Promise<{ id: string; version: string }> {
    const query = `mutation ($billingPlan: BillingPlanCreateInput!) {
      createBillingPlan(billingPlan: $billingPlan) { id version { id } }
    }`;
    const billingPlan = {
      api: of.id,
      apiName: of.name,
      apiVersion: of.version,
      apiVersionName: '1.0',
      providerName: 'Provider',
      name: next('Plan'),
      type: 'MONTHLY',
      billingLimits: [],
      ...more,
    };
    const { id, version } = (await done(query, { billingPlan })).createBillingPlan;
    return { id, version: version.id };
  }

  async function subscription(apiId: string, billingPlanVersionId: string, ownerId: string): Promise<number> {
    const query = 'mutation ($input: SubscriptionCreateInput!) { createSubscription(input: $input) { id } }';
    const input = { apiId, billingPlanVersionId, ownerId };
    return (await done(query, { input })).createSubscription.id;
  }

  async function version(apiId: string, more: object = {}): Promise<string> {
    const query =
      'mutation ($apiVersions: [ApiVersionCreateInput!]!) { createApiVersions(apiVersions: $apiVersions) { id } }';
    const apiVersions = [{ api: apiId, name: next('v'), ...more }];
    return (await done(query, { apiVersions })).createApiVersions[0].id;
  }

  async function endpoint(apiVersionId: string): Promise<string> {
    const query = `mutation ($input: updateOrCreateEndpointWithParameters) {
      updateOrCreateEndpointWithParameters(input: $input)
    }`;
    const input = { apiVersionId, name: next('Endpoint'), method: 'GET', route: '/current' };
    return (await done(query, { input })).updateOrCreateEndpointWithParameters.id;
  }

  async function group(apiVersionId: string): Promise<string> {
    const query =
      'mutation ($groups: [EndpointsGroupCreateInput!]!) { createEndpointsGroups(groups: $groups) { id } }';
    const groups = [{ apiVersionId, name: next('Group'), index: 0 }];
    return (await done(query, { groups })).createEndpointsGroups[0].id;
  }

  async function targetGroup(apiId: string): Promise<string> {
    const query = `mutation ($targetGroups: [TargetGroupCreateInput!]!) {
      createTargetGroups(targetGroups: $targetGroups) { id }
    }`;
    const targetGroups = [
      { apiId, name: next('Group'), targetUrls: [{ url: 'https://origin.example.com' }] },
    ];
    return (await done(query, { targetGroups })).createTargetGroups[0].id;
  }

  function documentation(apiId: string, readme: string) {
    const query = 'mutation ($input: DocumentationInput!) { createDocumentation(input: $input) { id } }';
    return done(query, { input: { apiId, readme } });
  }

  async function workflow(options: object): Promise<number> {
    const query = 'mutation ($options: CreateWorkflowInput!) { createWorkflow(options: $options) }';
    return (await done(query, { options })).createWorkflow.workflowId;
  }

  async function post(messageType: string, message: object) {
    const query = 'mutation ($message: MessageCreateInput!) { postMessageV2(message: $message) }';
    return (await done(query, { message: { messageType, message } })).postMessageV2;
  }

  async function discussion(apiId: string, userId: string): Promise<number> {
    const query = 'mutation ($input: IssueCreateInputV2!) { postIssueV3(input: $input) }';
    const input = { apiId, title: 'Limits?', body: 'Which are there?', userId: Number(userId) };
    return (await done(query, { input })).postIssueV3.id;
  }

  async function role(name: string): Promise<number> {
    const query = 'mutation ($role: RoleCreateInput!) { createRole(role: $role) { id } }';
    const made = await done(query, { role: { name, roleLevel: 'USER_ORGANIZATION' } });
    return Number(made.createRole.id);
  }

  async function job(jobType: string): Promise<string> {
    const query = 'mutation ($input: JobRequestCreateInput!) { createJobRequest(input: $input) { id } }';
    return (await done(query, { input: { jobType } })).createJobRequest.id;
  }

  return {
    user,
    organization,
    team,
    app,
    appKey,
    api,
    plan,
    subscription,
    version,
    endpoint,
    group,
    targetGroup,
    documentation,
    workflow,
    post,
    discussion,
    role,
    job,
  };
}

export interface MadeApi {
  id: string;
  name: string;
  version: string;
  plan: string;
  planVersion: string;
}
