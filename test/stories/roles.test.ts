import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Stage, setUp } from '../../src/cli/demo/set-up.ts';
import { heldReceiver } from '../harness/held-receiver.ts';
import { type TestNode, testNodes } from '../harness/nodes.ts';

const apiOnly = { api: true, delivery: false };
const deliveryOnly = { api: false, delivery: true };
const within = { timeout: 20_000, interval: 50 };

const nodes = await testNodes();
const receiver = await heldReceiver();
let accepting: TestNode;
let stage: Stage;
let members = 0;

beforeAll(async () => {
  accepting = await nodes.start(apiOnly);
  const adminToken = accepting.firstToken ?? '';
  stage = await setUp({ url: accepting.url, adminToken, receiverRoot: `${receiver.url}/hooks` });
});
afterEach(() => receiver.release());

async function createMembers(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    members += 1;
    const name = `m${members}`;
    await stage.rest('POST', '/members', { username: name, email: `${name}@example.com`, displayName: name });
  }
}

/** How many deliveries are in a state. */
async function inState(state: string): Promise<number> {
  const rows = await nodes.database.query<{ count: number }>({
    text: 'select count(*) as count from deliveries where state = $1',
    values: [state],
  });
  return rows[0]?.count ?? 0;
}

async function eventCount(): Promise<number> {
  const rows = await nodes.database.query<{ count: number }>({
    text: 'select count(*) as count from events',
  });
  return rows[0]?.count ?? 0;
}

async function eventIds(): Promise<string[]> {
  const rows = await nodes.database.query<{ event_id: string }>({ text: 'select event_id from deliveries' });
  return rows.map((row) => row.event_id);
}

const everythingArrived = () =>
  vi.waitFor(async () => {
    expect(await inState('waiting')).toBe(0);
    expect(await inState('delivered')).toBe(members);
    expect(new Set(receiver.calls)).toEqual(new Set(await eventIds()));
  }, within);

it('delivers on one node what another node accepts, which itself sends nothing', async () => {
  await createMembers(1);
  const sending = await nodes.start(deliveryOnly);
  await everythingArrived();
  await createMembers(1);
  await everythingArrived();
  // Nothing arrives twice, and the node that accepts is none of those that hold deliveries.
  expect(receiver.calls).toHaveLength(members);
  expect(await nodes.database.query({ text: 'select id from nodes' })).toHaveLength(1);

  const paths = ['/healthz', '/readyz', '/metrics', '/api/v1/me', '/mashery/v3/rest/members'];
  const statuses = async ({ url }: TestNode) =>
    Promise.all(paths.map(async (path) => (await fetch(`${url}${path}`)).status));
  expect(await statuses(sending)).toEqual([200, 200, 200, 404, 404]);
  expect(await statuses(accepting)).toEqual([200, 200, 200, 401, 401]);
  expect(sending.firstToken).toBeNull();

  const counted = async ({ url }: TestNode) => (await (await fetch(`${url}/metrics`)).text()).split('\n');
  expect(await counted(accepting)).toEqual(
    expect.arrayContaining([
      `bellwire_events_accepted_total ${await eventCount()}`,
      'bellwire_deliveries_total{outcome="delivered"} 0',
      'bellwire_node_lease_held 0',
    ]),
  );
  expect(await counted(sending)).toEqual(
    expect.arrayContaining([
      'bellwire_events_accepted_total 0',
      `bellwire_deliveries_total{outcome="delivered"} ${members}`,
      'bellwire_attempts_total{reason="none"} 2',
      'bellwire_event_delivered_seconds_count 2',
      'bellwire_node_lease_held 1',
      'bellwire_deliveries_held 0',
      'bellwire_requests_in_flight 0',
      'bellwire_backlog_deliveries{age="10s"} 0',
      expect.stringMatching(/^bellwire_database_waiting_statements \d+$/),
    ]),
  );
  await sending.close();
});

it('tells those that send once of what is due, and says nothing to what it hears itself', async () => {
  const session = await nodes.database.session();
  const heard: string[] = [];
  await session.listen('bellwire', (message) => heard.push(message));
  await createMembers(1);
  await vi.waitFor(() => expect(heard).toContain('due'), within);
  // Whatever the accepting node may have to say to that has time for hundreds of answers.
  for (let number = 1; number <= 500; number++) {
    await nodes.database.query({ text: `select pg_notify('bellwire', $1)`, values: [`number ${number}`] });
  }
  await vi.waitFor(() => expect(heard).toContain('number 500'), within);
  expect(heard.filter((message) => message === 'due')).toHaveLength(1);
  await session.close();
});

it('hands back what a stopping node has not begun to send', async () => {
  const first = await nodes.start();
  const before = receiver.calls.length;
  receiver.hold();
  await createMembers(60);
  await vi.waitFor(() => expect(receiver.calls.length).toBeGreaterThan(before), within);
  const second = await nodes.start(deliveryOnly);
  receiver.answerNew();
  const stopped = first.close();
  // Those the first node is sending go on hanging; the rest must not wait for them.
  await vi.waitFor(async () => expect(await inState('delivered')).toBeGreaterThan(members - 60), within);
  receiver.release();
  await stopped;
  await everythingArrived();
  await second.close();
  expect(await nodes.database.query({ text: 'select id from nodes' })).toEqual([]);
});

it('loses nothing when the lease of a node is gone', async () => {
  const first = await nodes.start(deliveryOnly);
  const before = receiver.calls.length;
  receiver.hold();
  await createMembers(20);
  await vi.waitFor(() => expect(receiver.calls.length).toBeGreaterThan(before), within);
  await nodes.database.query({ text: 'delete from nodes' });
  const second = await nodes.start(deliveryOnly);
  receiver.answerNew();
  // The first node is still hanging on its attempts: the second one has taken them over.
  await everythingArrived();
  receiver.release();
  await second.close();

  // The first node has noticed and has joined again.
  await vi.waitFor(async () => {
    expect(await nodes.database.query({ text: 'select id from nodes' })).toHaveLength(1);
  }, within);
  await createMembers(1);
  await everythingArrived();
  await first.close();
});

it('warns that nobody sends where no other node can share the database', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwire-roles-'));
  // Under root, the server's own user has to pass through.
  await chmod(dataDir, 0o711);
  const node = await nodes.start(apiOnly, { DATABASE_URL: '', BELLWIRE_DATA_DIR: dataDir });
  expect(node.log.lines).toContainEqual({
    level: 'warn',
    facts: {},
    message: expect.stringMatching(/^nobody sends: .*--no-delivery/),
  });
  await node.close();
  await rm(dataDir, { recursive: true, force: true });
});
