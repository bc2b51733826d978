import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { hubObjects } from '../harness/hub-objects.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';
import { refusalsOfApis } from './hub-refusals/apis.ts';
import { deleteById, type Known, knownIn } from './hub-refusals/known.ts';
import { refusalsOfListings } from './hub-refusals/listings.ts';
import { refusalsOfPeople } from './hub-refusals/people.ts';
import { refusalsOfPlans } from './hub-refusals/plans.ts';

let bellwire: TestBellwire;
let hub: Hub;
/** What the inputs speak of. */
let known: Known;

beforeAll(async () => {
  bellwire = await startTestBellwire();
  hub = await createHub(bellwire, 'hub');
  known = await knownIn(bellwire, hub);
});

/** Everything that is saved in the hub. */
async function saved() {
  const rows = (table: string, columns: string) =>
    bellwire.database.query({
      text: `select ${columns} from ${table} where organization_id = $1 order by id`,
      values: [hub.id],
    });
  return { objects: await rows('objects', 'id, version, fields'), events: await rows('events', 'id') };
}

describe('bad input to the Platform API', () => {
  it.each([...refusalsOfApis, ...refusalsOfListings, ...refusalsOfPlans, ...refusalsOfPeople])(
    'is refused: %s',
    async (_what, query, variables, code, message) => {
      const before = await saved();
      const error = await hub.refused(query, variables(known));
      expect({ code: error.extensions.code, message: error.message }).toEqual({
        code,
        message: expect.stringMatching(message),
      });
      expect(await saved()).toEqual(before);
    },
  );

  it('deletes nothing twice', async () => {
    const { id } = await hubObjects(hub).api(known.owner);
    await hub.done(deleteById('deleteApi'), { id });
    expect((await hub.refused(deleteById('deleteApi'), { id })).extensions.code).toBe('NOT_FOUND');
  });

  it('is refused from those who may only read', async () => {
    const viewer = await hub.makeKey('viewer');
    const before = await saved();
    const { body } = await hub.ask(
      deleteById('deleteApi'),
      { id: known.api.id },
      { 'x-rapidapi-key': viewer },
    );
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(await saved()).toEqual(before);
  });

  it.each([
    ['{ apis(pagination: { first: 1, after: "nonsense" }) { totalCount } }', /cursor/],
    ['{ apis(pagination: { first: -1 }) { totalCount } }', /from 0 to 100/],
    ['{ getWorkflowsForProvider(pagingArgs: { limit: 1000 }) { total } }', /limit must be/],
    ['{ getWorkflowsForProvider(pagingArgs: { orderBy: "key" }) { total } }', /createdAt or updatedAt/],
  ])('is refused of pages: %s', async (query, message) => {
    const error = await hub.refused(query);
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
