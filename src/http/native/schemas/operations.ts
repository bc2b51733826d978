import { Type } from 'typebox';
import { backlogAges } from '../../../store/queries/deliveries/deliveries-backlog.ts';
import { id, nullable, oneOf, time } from './common.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const amount = (description: string) => Type.Number({ minimum: 0, description });

const node = Type.Object({
  id: id('Of its lease.'),
  name: Type.String({ description: 'Its machine and process.' }),
  version: nullable(Type.String()),
  roles: nullable(Type.Object({ api: Type.Boolean(), delivery: Type.Boolean() })),
  startedAt: time('When it joined.'),
  lastSignSecondsAgo: amount('How long ago it renewed its lease.'),
  held: count('Deliveries in its memory: being sent, or waiting for their turn.'),
  attemptsPerSecond: amount('Over the last few seconds.'),
  memoryBytes: nullable(amount('What its process takes.')),
  pausedWebhooks: count('Webhooks that it leaves alone for a while.'),
});

const partition = Type.Object({
  table: Type.String(),
  day: nullable(Type.String({ description: 'In UTC; null for what has no day of its own.' })),
  rows: amount('An estimate.'),
  bytes: amount('Indexes included.'),
  dropsOn: nullable(
    Type.String({ description: 'When no organization keeps its log for longer than is usual here.' }),
  ),
});

const operations = Type.Object(
  {
    version: Type.String(),
    migration: Type.Integer({ description: 'The number of the newest migration.' }),
    retentionDays: Type.Integer({ description: 'How long logs are kept of organizations that do not say.' }),
    allowAddresses: Type.Array(Type.String(), {
      description: 'Private addresses that webhooks may lead to.',
    }),
    nodes: Type.Array(node, { description: 'Nodes that send and hold their lease, oldest first.' }),
    backlog: Type.Object({
      counts: Type.Array(Type.Object({ age: oneOf(backlogAges), count: count('So many wait.') }), {
        description:
          'What waits in the database, by how long it has been due. Read every few seconds at the most.',
      }),
      oldestSeconds: amount('How late the one is that waits longest.'),
      oldest: nullable(
        Type.Object({ organization: Type.String(), webhookId: id('To whom.'), dueAt: time('Since when.') }),
      ),
    }),
    recorded: Type.Object(
      { waiting: count('Not taken in yet.'), refused: count('Could not become events.') },
      { description: 'Recorded events.' },
    ),
    database: Type.Object({
      sizeBytes: amount('The whole database.'),
      serverVersion: Type.String(),
      oldestTransactionSeconds: nullable(
        amount('How long the oldest transaction has been open; null for none.'),
      ),
      connections: count('Of anybody to this database.'),
      maxConnections: count('That the server takes.'),
      pool: Type.Object(
        { total: Type.Integer(), idle: Type.Integer(), waiting: Type.Integer() },
        { description: 'Of the node that answers.' },
      ),
      partitions: Type.Array(partition),
    }),
  },
  { $id: 'Operations', description: 'How the installation stands.' },
);

export const operationComponents = [operations];
