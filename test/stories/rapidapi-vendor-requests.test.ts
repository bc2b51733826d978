import { describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';

const { hub, make, toldOf } = await startToldHub();
const owner = await make.user();
const api = await make.api(owner);

describe('a request as clients of the vendor write it', () => {
  it('keeps what a gateway would go by with the API, tells of the change, and not of what it was', async () => {
    const names =
      'requestTimeout saveRequestBodyLogging patternMatch requestSchemaValidationUnknownAttributePolicy';
    const update = `mutation ($api: ApiUpdateInput!) { updateApi(api: $api) { ${names} } }`;
    const change = (more: object) => hub.done(update, { api: { id: api.id, ...more } });
    const told = await toldOf(() => change({ requestTimeout: 30, saveRequestBodyLogging: true }));
    expect(told.map(({ type }) => type)).toEqual(['API.UPDATED', 'APIVERSION.UPDATED']);
    expect(told[0]?.data[0]).not.toHaveProperty('settings');
    expect(await toldOf(() => change({ requestTimeout: 30 }))).toEqual([]);
    const policy = { requestSchemaValidationUnknownAttributePolicy: 'STRIP' };
    expect((await change({ ...policy, saveRequestBodyLogging: false })).updateApi).toEqual({
      ...policy,
      ...{ requestTimeout: 30, saveRequestBodyLogging: false, patternMatch: null },
    });
    const refused = await hub.refused(update, { api: { id: api.id, requestTimeout: -1 } });
    expect(refused.message).toMatch(/requestTimeout must be zero or more/);
  });

  it('gives the stage of a version as a text', async () => {
    const draft = await make.version(api.id);
    const write = (status: string) => `mutation {
      updateApiVersions(apiVersions: [{ apiVersionId: "${draft}", versionStatus: "${status}" }]) { versionStatus }
    }`;
    expect((await hub.done(write('active'))).updateApiVersions).toEqual([{ versionStatus: 'ACTIVE' }]);
    expect((await hub.refused(write('ready'))).message).toMatch(/versionStatus must be one of/);
  });

  it('names the API of a plan when it changes it, and shows what is paid beyond a quota', async () => {
    const plan = await make.plan(api, {
      billingLimits: [
        { item: 'Requests', period: 'MONTHLY', unlimited: false, amount: 10, overagePrice: 0.5 },
      ],
    });
    const update = `mutation ($billingPlan: BillingPlanExtendedUpdateInput!) {
      updateBillingPlanExtended(billingPlan: $billingPlan) { name version { billinglimits { amount overageprice } } }
    }`;
    const of = { apiName: api.name, apiVersion: api.version, apiVersionName: '1.0', providerName: 'P' };
    const billingPlan = { billingPlanId: plan.id, api: api.id, ...of, name: 'Renamed' };
    const told = await toldOf(() => hub.done(update, { billingPlan }));
    expect(told[0]?.data[0].version.billinglimits).toMatchObject([{ overageprice: 0.5 }]);
    expect((await hub.done(update, { billingPlan })).updateBillingPlanExtended).toEqual({
      name: 'Renamed',
      version: { billinglimits: [{ amount: 10, overageprice: 0.5 }] },
    });
    const other = await make.api(owner);
    const refused = await hub.refused(update, { billingPlan: { ...billingPlan, api: other.id } });
    expect(refused.message).toMatch(/api is not the API of this plan/);
    expect((await hub.refused(update, { billingPlan: { name: 'a' } })).message).toMatch(
      /billingPlanId is required/,
    );
  });

  it('asks for the discussions of a provider, each with the version that it is about', async () => {
    const post = 'mutation ($input: IssueCreateInputV2) { postIssueV3(input: $input) }';
    const issue = {
      apiId: api.id,
      title: 'Limits?',
      body: 'Which?',
      apiVersion: '1.0',
      userId: Number(owner),
    };
    const [told] = await toldOf(() => hub.done(post, { input: issue }));
    expect(told?.data[0]).not.toHaveProperty('apiVersion');
    const asked = `query ($provider: String) {
      getIssuesByApiIdV2(apiId: "${api.id}", providerId: $provider) { data { apiVersion } total }
    }`;
    const of = async (provider: string) => (await hub.done(asked, { provider })).getIssuesByApiIdV2;
    expect([await of(owner), await of(await make.user())]).toEqual([
      { data: [{ apiVersion: '1.0' }], total: 1 },
      { data: [], total: 0 },
    ]);
  });

  it.each([
    ['createWorkflow', 'options', 'mutation ($it: CreateWorkflowInput) { createWorkflow(options: $it) }'],
    ['updateWorkflows', 'options', 'mutation ($it: UpdateWorkflowsInput) { updateWorkflows(options: $it) }'],
    ['postIssueV3', 'input', 'mutation ($it: IssueCreateInputV2) { postIssueV3(input: $it) }'],
    ['postCommentV3', 'input', 'mutation ($it: CommentCreateInput) { postCommentV3(input: $it) { id } }'],
  ])('is told what to give where it gives nothing: %s', async (_name, field, query) => {
    expect(await hub.refused(query, { it: null })).toMatchObject({
      message: expect.stringContaining(`${field} is required`),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
