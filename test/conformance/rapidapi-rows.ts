import type { hubObjects } from '../harness/hub-objects.ts';
import type { Hub } from '../harness/rapidapi.ts';

type Make = ReturnType<typeof hubObjects>;

/** Makes ready what a row needs, and answers with what the row is about. */
export type Row = () => Promise<() => Promise<unknown>>;

/** What is done for each row of the vendor's table, by the Platform API, to the smallest things that it can be done to. */
export function rowsOfTable({ done }: Pick<Hub, 'done'>, make: Make): Record<string, Row> {
  const ready =
    (act: () => Promise<unknown>): Row =>
    () =>
      Promise.resolve(act);
  const withUser =
    (act: (user: string) => Promise<unknown>): Row =>
    async () => {
      const user = await make.user();
      return () => act(user);
    };
  const withApi =
    (act: (api: Awaited<ReturnType<Make['api']>>, owner: string) => Promise<unknown>): Row =>
    async () => {
      const owner = await make.user();
      const api = await make.api(owner);
      return () => act(api, owner);
    };
  const withTeam =
    (act: (team: string) => Promise<unknown>): Row =>
    async () => {
      const team = await make.team((await make.organization()).id);
      return () => act(team);
    };
  const withOrganization =
    (act: (id: string) => Promise<unknown>): Row =>
    async () => {
      const { id } = await make.organization();
      return () => act(id);
    };
  const withApp =
    (act: (app: { id: number; name: string }) => Promise<unknown>): Row =>
    async () => {
      const app = await make.app(await make.user());
      return () => act(app);
    };
  const withKey =
    (act: (id: string) => Promise<unknown>): Row =>
    async () => {
      const app = await make.app(await make.user());
      const { id } = await make.appKey(app.id);
      return () => act(id);
    };
  const withChild =
    (
      child: (api: Awaited<ReturnType<Make['api']>>) => Promise<string>,
      act: (id: string) => Promise<unknown>,
    ): Row =>
    async () => {
      const id = await child(await make.api(await make.user()));
      return () => act(id);
    };
  const withSubscription =
    (act: (of: { api: string; owner: string; id: number; other: string }) => Promise<unknown>): Row =>
    async () => {
      const api = await make.api(await make.user());
      const other = await make.plan(api);
      const owner = await make.user();
      const id = await make.subscription(api.id, api.planVersion, owner);
      return () => act({ api: api.id, owner, id, other: other.version });
    };
  const endpointOf = ({ version }: { version: string }) => make.endpoint(version);
  const groupOf = ({ id }: { id: string }) => make.targetGroup(id);
  const draftOf = ({ id }: { id: string }) => make.version(id);
  const planOf = async ({ plan }: { plan: string }) => plan;

  return {
    'API Created': withUser((user) => make.api(user)),
    'API Updated': withApi(({ id }) =>
      done('mutation ($id: ID!) { updateApi(api: { id: $id, description: "New" }) { id } }', { id }),
    ),
    'API Deleted': withApi(({ id }) => done('mutation ($id: ID!) { deleteApi(id: $id) }', { id })),

    'Subscription Created': async () => {
      const { id, planVersion } = await make.api(await make.user());
      const subscriber = await make.user();
      return () => make.subscription(id, planVersion, subscriber);
    },
    'Subscription Updated': withSubscription(({ api, owner, other }) => make.subscription(api, other, owner)),
    'Subscription Deleted': withSubscription(({ id }) =>
      done('mutation ($id: ID!) { deleteSubscription(id: $id) }', { id }),
    ),

    'Billing Plan Created': withApi((api) => make.plan(api)),
    'Billing Plan Updated': withChild(planOf, (id) =>
      done(
        'mutation ($id: String!) { updateBillingPlanExtended(billingPlan: { billingPlanId: $id, price: 5 }) { id } }',
        { id },
      ),
    ),
    'Billing Plan Deleted': withChild(planOf, (id) =>
      done('mutation ($id: ID!) { deleteBillingPlans(ids: [$id]) }', { id }),
    ),

    'API Version Created': withApi(({ id }) => make.version(id)),
    'API Version Updated': withApi(({ version }) =>
      done(
        'mutation ($id: String!) { updateApiVersions(apiVersions: [{ apiVersionId: $id, versionStatus: "DEPRECATED" }]) { id } }',
        { id: version },
      ),
    ),
    'API Version Deleted': withChild(draftOf, (id) =>
      done('mutation ($id: ID!) { deleteApiVersion(id: $id) }', { id }),
    ),

    'User Created': ready(() => make.user()),
    'User Updated': withUser((id) =>
      done('mutation ($id: ID!) { updateUser(input: { userId: $id, bio: "Tests" }) { id } }', { id }),
    ),
    'User Deleted': withUser((id) => done('mutation ($id: ID!) { deleteUser(id: $id) }', { id })),

    'Team Created': withOrganization((id) => make.team(id)),
    'Team Updated': withTeam((id) =>
      done('mutation ($id: Int!) { updateTeam(input: { id: $id, description: "New" }) { id } }', {
        id: Number(id),
      }),
    ),
    'Team Deleted': withTeam((id) => done('mutation ($id: ID!) { deleteTeam(id: $id) }', { id })),

    'App Created': withUser((user) => make.app(user)),
    'App Updated': withApp(({ id, name }) =>
      done('mutation ($project: ProjectUpdateInput!) { updateProject(project: $project) { id } }', {
        project: { projectId: id, projectName: name, projectDescription: 'New', enableLimitsToAPIs: true },
      }),
    ),
    'App Deleted': withApp(({ id, name }) =>
      done('mutation ($input: DeleteProjectInput!) { deleteProject(input: $input) }', {
        input: { projectId: id, projectName: name, mashapeId: 'none' },
      }),
    ),

    'App Key Created': withApp(({ id }) => make.appKey(id)),
    'App Key Updated': withKey((id) =>
      done(
        'mutation ($id: ID!) { updateApplicationAuthorization(input: { id: $id, name: "Other" }) { id } }',
        { id },
      ),
    ),
    'App Key Deleted': withKey((id) =>
      done('mutation ($id: ID!) { deleteApplicationAuthorization(id: $id) }', { id }),
    ),

    'Organization Created': ready(() => make.organization()),
    'Organization Updated': withOrganization((id) =>
      done('mutation ($id: Int!) { updateOrganization(input: { organizationId: $id, seats: 9 }) { id } }', {
        id: Number(id),
      }),
    ),
    'Organization Deleted': withOrganization((id) =>
      done('mutation ($id: ID!) { deleteOrganization(id: $id) }', { id }),
    ),

    'API Endpoint Created': withApi(({ version }) => make.endpoint(version)),
    'API Endpoint Updated': withChild(endpointOf, (endpointId) =>
      done(
        `mutation ($input: updateOrCreateEndpointWithParameters) {
          updateOrCreateEndpointWithParameters(input: $input)
        }`,
        { input: { endpointId, description: 'New' } },
      ),
    ),
    'API Endpoint Deleted': withChild(endpointOf, (id) =>
      done('mutation ($id: String) { deleteEndpoint(endpointId: $id) }', { id }),
    ),

    'Base URL Created': withApi(({ id }) => make.targetGroup(id)),
    'Base URL Updated': withChild(groupOf, (id) =>
      done(
        'mutation ($id: ID!) { updateTargetGroups(targetGroups: [{ id: $id, loadBalancingStrategy: GEO_IP }]) { id } }',
        { id },
      ),
    ),
    'Base URL Deleted': withChild(groupOf, (id) =>
      done('mutation ($id: ID!) { deleteTargetGroup(id: $id) }', { id }),
    ),

    'Documentation Created': withApi(({ id }) => make.documentation(id, '# Hello')),
    'Documentation Updated': withChild(documented, (id) => make.documentation(id, '# Hello again')),
    'Documentation Deleted': withChild(documented, (id) => make.documentation(id, '')),

    'Approval Created': withApi(async ({ id, plan }, owner) =>
      make.workflow({
        topic: 'RequestAccessPlan',
        componentId: id,
        subComponentId: plan,
        requestorId: owner,
      }),
    ),
    'Approval Updated': async () => {
      const requestorId = await make.user();
      const { id, plan } = await make.api(requestorId);
      const topic = 'RequestAccessPlan';
      const number = await make.workflow({ topic, componentId: id, subComponentId: plan, requestorId });
      const query =
        'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: APPROVED }) }';
      return () => done(query, { id: number });
    },

    'Announcement Created': withApi(({ id }) =>
      make.post('announcement', { apiId: id, body: 'Version 2 is out' }),
    ),
    'Message Created': withApi(({ id }, owner) =>
      make.post('support', { apiId: id, title: 'Help', body: 'How?', authorId: Number(owner) }),
    ),
    'Discussion Created': withApi(({ id }, owner) => make.discussion(id, owner)),
    'Discussion Comment Created': async () => {
      const userId = await make.user();
      const issueId = await make.discussion((await make.api(userId)).id, userId);
      const query = 'mutation ($input: CommentCreateInput!) { postCommentV3(input: $input) { id } }';
      return () => done(query, { input: { issueId, body: 'Ten a second', userId: Number(userId) } });
    },

    'Job Created': ready(() => make.job('API_IMPORT')),
    'Job Updated': async () => {
      const id = await make.job('API_IMPORT');
      const query = 'mutation ($id: ID!) { updateJobRequest(input: { id: $id, status: RUNNING }) { id } }';
      return () => done(query, { id });
    },
  };

  async function documented({ id }: { id: string }): Promise<string> {
    await make.documentation(id, '# Hello');
    return id;
  }
}
