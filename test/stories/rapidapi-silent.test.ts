import { describe, expect, it } from 'vitest';
import { startToldHub } from '../harness/told-hub.ts';

const { hub, make, toldOf } = await startToldHub();
const owner = await make.user();
const api = await make.api(owner);
const other = await make.api(owner);

/** What is done without a word. */
async function silently<T>(act: () => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  const told = await toldOf(async () => {
    result = { value: await act() };
  });
  expect(told).toEqual([]);
  return result!.value;
}

describe('what was said in a discussion', () => {
  const comment = 'mutation ($input: CommentCreateInput!) { postCommentV3(input: $input) { id } }';
  const asked =
    'query ($id: Int) { getIssueByIdV2(issueId: $id) { title body commentsCount comments { body } } }';
  const say = async (issueId: number, body: string): Promise<number> =>
    (await hub.done(comment, { input: { issueId, body, userId: Number(owner) } })).postCommentV3.id;

  it('can be changed and taken back, and nothing is told of it', async () => {
    const issueId = await make.discussion(api.id, owner);
    const [first, second] = [await say(issueId, 'First'), await say(issueId, 'Second')];
    await silently(async () => {
      const change = 'mutation ($input: IssueUpdateInput!) { updateIssueV2(input: $input) }';
      await hub.done(change, { input: { issueId, title: 'Other title' } });
      const say = 'mutation ($input: CommentUpdateInput!) { updateCommentV2(input: $input) }';
      await hub.done(say, { input: { issueId, commentId: first, body: 'First, changed' } });
      const remove = 'mutation ($input: CommentDeleteInput!) { deleteCommentV2(input: $input) }';
      await hub.done(remove, { input: { issueId, commentId: second } });
    });
    expect((await hub.done(asked, { id: issueId })).getIssueByIdV2).toEqual({
      title: 'Other title',
      body: 'Which are there?',
      commentsCount: 1,
      comments: [{ body: 'First, changed' }],
    });
  });

  it('goes with the discussion', async () => {
    const issueIds = [await make.discussion(api.id, owner), await make.discussion(api.id, owner)];
    await say(issueIds[0]!, 'Gone');
    const remove = 'mutation ($input: IssuesDeleteInput!) { deleteIssues(input: $input) }';
    await silently(() => hub.done(remove, { input: { issueIds } }));
    expect((await hub.done(asked, { id: issueIds[0] })).getIssueByIdV2).toBeNull();
    expect((await hub.refused(remove, { input: { issueIds } })).extensions.code).toBe('NOT_FOUND');
    const one = 'mutation ($input: IssueDeleteInput!) { deleteIssueV2(input: $input) }';
    const issueId = await make.discussion(api.id, owner);
    await silently(() => hub.done(one, { input: { issueId } }));
  });
});

describe('an app that is limited to some APIs', () => {
  const allow = `mutation ($input: [createProjectAllowedAPIInput]) {
    createProjectAllowedAPIs(input: $input) { id apiId apiVersionId api { name } apiVersion { name } }
  }`;
  const disallow =
    'mutation ($input: deleteProjectAllowedAPIsInput) { deleteProjectAllowedAPIs(input: $input) }';

  it('has one version of each that it may call', async () => {
    const { id: projectId } = await make.app(owner);
    const next = await make.version(api.id);
    const allowed = await silently(async () => {
      const input = [api, other].map(({ id, version }) => ({ projectId, apiId: id, apiVersionId: version }));
      await hub.done(allow, { input });
      return hub.done(allow, { input: [{ projectId, apiId: api.id, apiVersionId: next }] });
    });
    const [changed] = allowed.createProjectAllowedAPIs;
    expect(changed).toMatchObject({ apiId: api.id, apiVersionId: next, api: { name: api.name } });
    const asked = `query ($id: ID!) {
      user(id: $id) { projects { id projectAllowedAPIs { apiId apiVersionId } } }
    }`;
    const apisOf = async () => {
      const { projects } = (await hub.done(asked, { id: owner })).user;
      return projects.find(({ id }: { id: number }) => id === projectId).projectAllowedAPIs;
    };
    expect(await apisOf()).toEqual([
      { apiId: api.id, apiVersionId: next },
      { apiId: other.id, apiVersionId: other.version },
    ]);
    await silently(() => hub.done(disallow, { input: { projectId, projectAllowedAPIIds: [changed.id] } }));
    expect(await apisOf()).toEqual([{ apiId: other.id, apiVersionId: other.version }]);
  });

  it.each([
    ['a version of another API', () => ({ apiId: api.id, apiVersionId: other.version }), 'BAD_USER_INPUT'],
    ['an API that is not there', () => ({ apiId: 'api_none', apiVersionId: other.version }), 'NOT_FOUND'],
  ])('is not given %s', async (_what, input, code) => {
    const { id: projectId } = await make.app(owner);
    const right = { projectId, apiId: other.id, apiVersionId: other.version };
    const refused = await silently(() => hub.refused(allow, { input: [right, { projectId, ...input() }] }));
    expect(refused.extensions.code).toBe(code);
  });

  it('keeps what is given to another app', async () => {
    const [mine, theirs] = [await make.app(owner), await make.app(owner)];
    const input = [{ projectId: theirs.id, apiId: api.id, apiVersionId: api.version }];
    const { id } = (await hub.done(allow, { input })).createProjectAllowedAPIs[0];
    const refused = await hub.refused(disallow, {
      input: { projectId: mine.id, projectAllowedAPIIds: [id] },
    });
    expect(refused).toMatchObject({ message: expect.stringContaining('of another app') });
  });
});

describe('a reason for unsubscribing', () => {
  const create = 'mutation ($input: RapidReasonInput) { createRapidReason(rapidReasonInput: $input) }';
  const input = () => ({
    apiId: api.id,
    apiVersionId: api.version,
    eventType: 'UNSUBSCRIBE',
    reasonType: 'EXPENSIVE',
    reasonComments: 'Too much for me',
    consumerUserId: Number(owner),
  });

  it('is kept, and told to nobody', async () => {
    const { createRapidReason: id } = await silently(() => hub.done(create, { input: input() }));
    const kept = await hub.native.done('GET', `/objects/rapid_reason/${id}`);
    expect(kept.fields).toMatchObject({ ...input(), providerUserId: Number(owner) });
  });

  it('is one about a version of the API', async () => {
    const wrong = { ...input(), apiVersionId: other.version };
    expect((await hub.refused(create, { input: wrong })).message).toContain('version of another API');
  });
});

describe('approvals', () => {
  const count = 'query ($options: GetWorkflowCountOptions) { getWorkflowsCount(options: $options) }';
  const may = 'query ($options: CanWorkflowBeSubmittedOptions) { canWorkflowBeSubmitted(options: $options) }';

  it('are counted, and can be asked for where none is open', async () => {
    const options = { topic: 'PublishAPI', componentId: api.id };
    expect(await hub.done(may, { options })).toEqual({ canWorkflowBeSubmitted: true });
    const id = await make.workflow({ ...options, requestorId: owner });
    expect(await hub.done(may, { options })).toEqual({ canWorkflowBeSubmitted: false });
    const open = { ...options, workflowStatus: ['OPEN'] };
    expect(await hub.done(count, { options: open })).toEqual({ getWorkflowsCount: 1 });
    await hub.done(
      'mutation ($id: Int!) { updateWorkflows(options: { workflowIds: [$id], workflowStatus: REJECTED }) }',
      { id },
    );
    expect(await hub.done(count, { options: open })).toEqual({ getWorkflowsCount: 0 });
    expect(await hub.done(count, { options })).toEqual({ getWorkflowsCount: 1 });
    expect(await hub.done(may, { options })).toEqual({ canWorkflowBeSubmitted: true });
  });
});

describe('headlines', () => {
  const create = 'mutation ($input: createHeadlines) { createHeadlinesPerApiId(createHeadlines: $input) }';
  const update = 'mutation ($input: updateHeadlines) { updateHeadlines(updateHeadlines: $input) }';

  it('are the documentation of an API', async () => {
    const input = { apiId: other.id, apiVersionId: other.version, text: '# One', textModified: true };
    let headlineId = '';
    const told = await toldOf(async () => {
      headlineId = (await hub.done(create, { input })).createHeadlinesPerApiId;
      await hub.done(update, { input: { ...input, headlineId, text: '# Two' } });
    });
    expect(told.map(({ type, data }) => [type, data[0].id, data[0].readme])).toEqual([
      ['DOCUMENTATION.CREATED', headlineId, '# One'],
      ['DOCUMENTATION.UPDATED', headlineId, '# Two'],
    ]);
    const wrong = { ...input, apiId: api.id, apiVersionId: api.version, headlineId };
    expect((await hub.refused(update, { input: wrong })).message).toContain('one of another API');
  });
});

it('a picture of a user has the name that the vendor gives it as well', async () => {
  const query = 'mutation ($input: UserUpdateInput!) { updateUser(input: $input) { thumbnail } }';
  const imageFile = 'https://example.com/ada.png';
  const { updateUser } = await hub.done(query, { input: { userId: owner, imageFile } });
  expect(updateUser.thumbnail).toBe(imageFile);
});
