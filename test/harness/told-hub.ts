import { startTestBellwire, type TestBellwire } from './bellwire.ts';
import { atEndOfFile } from './end-of-file.ts';
import { hubObjects } from './hub-objects.ts';
import { addUrl, configure, createHub, type Hub, type HubCall, hubCallFrom } from './rapidapi.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** A hub whose events are on and go to one receiver. */
export interface ToldHub {
  bellwire: TestBellwire;
  hub: Hub;
  /** Makes things in the hub. */
  make: ReturnType<typeof hubObjects>;
  /** All that the hub tells of something, in the order in which it tells it. */
  toldOf(act: () => Promise<unknown>): Promise<HubCall[]>;
  receiver: Receiver;
  /** What is in the database, by its ids: objects and events. For proving that nothing came. */
  saved(): Promise<[objects: string[], events: string[]]>;
}

/** Starts Bellwire with such a hub. Call it at the top of a file. */
export async function startToldHub(): Promise<ToldHub> {
  const bellwire = await startTestBellwire();
  const hub = await createHub(bellwire, 'hub');
  const receiver = await startReceiver();
  atEndOfFile(() => receiver.close());
  await configure(hub, { isActive: true });
  await addUrl(hub, receiver.root);
  const idsIn = async (table: 'objects' | 'events') => {
    const text = `select id from ${table} where organization_id = $1 order by id`;
    const rows = await bellwire.database.query<{ id: string }>({ text, values: [hub.id] });
    return rows.map(({ id }) => id);
  };
  return {
    bellwire,
    hub,
    make: hubObjects(hub),
    async toldOf(act) {
      const before = (await idsIn('events')).length;
      await act();
      const ids = (await idsIn('events')).slice(before);
      return Promise.all(
        ids.map(async (id) =>
          hubCallFrom(await receiver.waitForCall(({ headers }) => headers['webhook-id'] === id)),
        ),
      );
    },
    receiver,
    saved: async () => [await idsIn('objects'), await idsIn('events')],
  };
}
