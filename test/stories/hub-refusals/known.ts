import type { TestBellwire } from '../../harness/bellwire.ts';
import { hubObjects, type MadeApi } from '../../harness/hub-objects.ts';
import { createHub, type Hub } from '../../harness/rapidapi.ts';

/** What there is in a hub that inputs can speak of. */
export interface Known {
  owner: string;
  other: string;
  organization: { id: string; team: string };
  api: MadeApi;
  otherApi: MadeApi;
  draft: string;
  /** Of endpoints, in the draft. */
  group: string;
  foreign: MadeApi;
  foreignOwner: string;
  subscription: number;
  canceled: number;
  deletedPlan: { id: string; version: string };
  privatePlan: { id: string; version: string };
  app: { id: number; name: string };
  decided: number;
  finishedJob: string;
  /** Of users in organizations. */
  role: number;
}

/** What is asked; with what; the code and a part of the message that one is refused with. */
export type Refusal = [
  what: string,
  query: string,
  variables: (known: Known) => object,
  code: string,
  message: RegExp,
];

export const deleteById = (name: string) => `mutation ($id: ID!) { ${name}(id: $id) }`;

export async function knownIn(bellwire: TestBellwire, hub: Hub): Promise<Known> {
  const make = hubObjects(hub);
  const elsewhere = hubObjects(await createHub(bellwire, 'elsewhere'));
  const foreignOwner = await elsewhere.user();
  const [owner, other] = [await make.user(), await make.user()];
  const api = await make.api(owner);
  const otherApi = await make.api(owner);
  const draft = await make.version(api.id, { oldApiVersionId: api.version });
  const subscription = await make.subscription(api.id, api.planVersion, other);
  const canceled = await make.subscription(otherApi.id, otherApi.planVersion, other);
  await hub.done('mutation ($id: ID!) { deleteSubscription(id: $id) }', { id: canceled });
  const deletedPlan = await make.plan(api);
  await hub.done('mutation ($id: ID!) { deleteBillingPlans(ids: [$id]) }', { id: deletedPlan.id });
  const privatePlan = await make.plan(api, { shouldRequestApproval: true });
  const topic = 'RequestAccessPlan';
  const asked = { topic, componentId: api.id, subComponentId: api.plan, requestorId: other };
  const decided = await make.workflow(asked);
  await hub.done(
    'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: REJECTED }) }',
    {
      id: decided,
    },
  );
  const finishedJob = await make.job('IMPORT');
  await hub.done('mutation ($id: ID!) { updateJobRequest(input: { id: $id, status: FAILED }) { id } }', {
    id: finishedJob,
  });
  return {
    owner,
    other,
    organization: await make.organization(),
    api,
    otherApi,
    draft,
    group: await make.group(draft),
    foreign: await elsewhere.api(foreignOwner),
    foreignOwner,
    subscription,
    canceled,
    deletedPlan,
    privatePlan,
    app: await make.app(owner),
    decided,
    finishedJob,
    role: await make.role('Reviewer'),
  };
}
