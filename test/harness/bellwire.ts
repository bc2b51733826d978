import { startBellwire } from '../../src/main.ts';
import type { Database } from '../../src/store/database.ts';
import { testDatabase } from './database.ts';
import { atEndOfFile } from './end-of-file.ts';
import type { HttpAnswer } from './http-client.ts';
import { createMasheryClient, type MasheryClient } from './mashery-client.ts';
import { createNativeClient, type NativeClient } from './native-client.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { recordingLog } from './recording-log.ts';

/** A running Bellwire on a database of its own, and its administrator's way in. */
export interface TestBellwire {
  url: string;
  adminToken: string;
  native: NativeClient;
  /** For looking at what is saved behind its back. */
  database: Database;
  /** A new Mashery organization, so that no test sees what another one did. */
  organization(settings?: object): Promise<TestOrganization>;
}

/** One Mashery area, with everything that a test does to it. */
export interface TestOrganization extends MasheryClient {
  id: string;
  key: string;
  number: number;
  apiKey: string;
  secret: string;
  /** The native API from the organization's path on, as its administrator. */
  native: NativeClient;
  /** Starts a receiver and registers a webhook that leads to it; `change` is added to what is registered. */
  receiver(change?: object): Promise<TestReceiver>;
  /** What is in the database: the objects, and the events that tell of changes. For proving that nothing came. */
  saved(): Promise<{ objects: SavedObject[]; events: string[] }>;
}

/** An object as it is stored. */
export interface SavedObject {
  type: string;
  id: string;
  version: number;
  fields: Record<string, unknown>;
}

/** A receiver with the webhook that leads to it, secret included. */
export interface TestReceiver extends Receiver {
  webhook: HttpAnswer['body'];
}

/** Everything runs in this process, over real sockets. Call it in `beforeAll`, or at the top of a file. */
export async function startTestBellwire(): Promise<TestBellwire> {
  const { database, connectionString } = await testDatabase();
  const log = recordingLog();
  const bellwire = await startBellwire({
    config: {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: connectionString,
      dataDir: '/nowhere/because/it/is/not/used',
      secretKey: Buffer.alloc(32, 7).toString('base64'),
      allowAddresses: ['127.0.0.1'],
      egressProxy: null,
      retentionDays: 30,
      auditDays: 365,
      databaseConnections: 10,
      metricsToken: null,
      logLevel: 'silent',
      threads: 4,
    },
    log,
  });
  const receivers: Receiver[] = [];
  atEndOfFile(async () => {
    await Promise.all(receivers.map((receiver) => receiver.close()));
    await bellwire.close();
    const errors = log.lines.filter(({ level }) => level === 'error');
    if (errors.length > 0) throw new Error(`Bellwire logged errors: ${JSON.stringify(errors, null, 2)}`);
  });

  const { url } = bellwire;
  const adminToken = bellwire.firstToken!;
  const native = await createNativeClient(url, adminToken);
  let organizations = 0;
  return {
    url,
    adminToken,
    native,
    database,
    async organization(settings) {
      organizations += 1;
      const { id, key, number } = await native.done('POST', '/organizations', {
        key: `area${organizations}`,
        name: `Area ${organizations}`,
        dialect: 'mashery',
        ...(settings === undefined ? {} : { settings }),
      });
      const own = native.at(`/organizations/${key}`);
      const credential = await own.done('POST', '/credentials', { kind: 'api-key', role: 'editor' });
      const area = { id, key, number, apiKey: credential.identifier, secret: credential.secret };
      return {
        ...area,
        ...(await createMasheryClient(url, area)),
        native: own,
        async receiver(change = {}) {
          const receiver = await startReceiver();
          receivers.push(receiver);
          const webhook = await own.done('POST', '/webhooks', {
            name: `Receiver ${receivers.length}`,
            url: receiver.root,
            ...change,
          });
          return { ...receiver, webhook };
        },
        saved: () => savedIn(database, id),
      };
    },
  };
}

async function savedIn(database: Database, organizationId: string) {
  const objects = await database.query<SavedObject>({
    text: 'select type, id, version, fields from objects where organization_id = $1 order by id',
    values: [organizationId],
  });
  const events = await database.query<{ type: string }>({
    text: 'select type from events where organization_id = $1 order by id',
    values: [organizationId],
  });
  return { objects, events: events.map(({ type }) => type) };
}
