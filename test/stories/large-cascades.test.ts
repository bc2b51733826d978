import { describe, expect, it } from 'vitest';
import {
  createOrganization,
  deleteOrganization,
} from '../../src/dialects/rapidapi/operations/organizations.ts';
import { createTeam } from '../../src/dialects/rapidapi/operations/teams.ts';
import { createUser } from '../../src/dialects/rapidapi/operations/users.ts';
import { testPipeline } from '../harness/pipeline.ts';
import { createWorld } from './hub-histories/world.ts';

const teams = 2000;
const pipeline = await testPipeline();

describe('an organization with thousands of teams', () => {
  it('goes in one transaction, with one event for each kind of row, in parts of 500', async () => {
    const world = await createWorld(pipeline, 'documented');
    let number = 0;
    const { events: made } = await world.run(async (op) => {
      const organization = await createOrganization(op, {
        name: 'Large',
        email: 'bills@example.com',
        seats: 1,
      });
      number = organization.number;
      for (let index = 1; index < teams; index++) {
        await createTeam(op, { organizationId: number, name: `Team ${index}` });
      }
    });
    expect(made.filter(({ name }) => name === 'TEAM.CREATED').map(({ rows }) => rows.length)).toEqual([
      500, 500, 500, 500,
    ]);

    const { events, after } = await world.run((op) => deleteOrganization(op, String(number)));
    const told = new Map<string, number>();
    for (const { name, rows } of events) told.set(name, (told.get(name) ?? 0) + rows.length);
    expect([...told]).toEqual([
      ['SUBSCRIPTION.DELETED', 1],
      ['APP.DELETED', teams],
      ['TEAM.DELETED', teams],
      ['ORGANIZATION.DELETED', 1],
    ]);
    expect(after.size).toBe(0);
    const saved = await pipeline.database.query<{ transactions: number }>({
      text: `select count(distinct transaction_id)::integer as transactions from events where type = 'team.deleted'`,
    });
    expect(saved).toEqual([{ transactions: 1 }]);
  });

  it('lets others do their work while it goes', async () => {
    const [large, other] = [
      await createWorld(pipeline, 'documented'),
      await createWorld(pipeline, 'documented'),
    ];
    let number = 0;
    await large.run(async (op) => {
      number = (await createOrganization(op, { name: 'Large', email: 'bills@example.com', seats: 1 })).number;
      for (let index = 1; index < teams; index++) {
        await createTeam(op, { organizationId: number, name: `Team ${index}` });
      }
    });
    let going = true;
    const removal = large
      .run((op) => deleteOrganization(op, String(number)))
      .finally(() => {
        going = false;
      });
    let done = 0;
    for (; going; done++)
      await other.run((op) => createUser(op, { username: `u${done}`, email: `u${done}@example.com` }));
    await removal;
    expect(done).toBeGreaterThan(2);
  });
});
