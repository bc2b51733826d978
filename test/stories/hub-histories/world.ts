import { eventTypes } from '../../../src/dialects/rapidapi/catalogue/event-types.ts';
import { rapidapiCatalogue } from '../../../src/dialects/rapidapi/catalogue/index.ts';
import { type Operation, operation } from '../../../src/dialects/rapidapi/operations/operation.ts';
import type { Context } from '../../../src/objects/context.ts';
import type { CascadeProfile } from '../../../src/store/records/organization.ts';
import type { TestPipeline } from '../../harness/pipeline.ts';

/** An object as it stands in the database. */
export interface Stored {
  id: string;
  type: string;
  number: number;
  version: number;
  fields: Record<string, unknown>;
  /** The parents that it hangs on. */
  parents: string[];
}

/** One event: what was told of which objects, as they were shown. */
export interface ToldEvent {
  /** `BILLINGPLAN.CREATED` */
  name: string;
  operation: 'created' | 'updated' | 'deleted';
  type: string;
  rows: { id: string; fields: Record<string, unknown> }[];
}

/** What was done: the database before it and after it, and what was told in between. */
export interface DoneOperation {
  before: Map<string, Stored>;
  after: Map<string, Stored>;
  events: ToldEvent[];
}

export interface World {
  objects(): Promise<Map<string, Stored>>;
  run(work: (operation: Operation) => Promise<unknown>): Promise<DoneOperation>;
}

/** A hub of its own in the database, driven by its operations without the GraphQL around them. */
export async function createWorld(pipeline: TestPipeline, profile: CascadeProfile): Promise<World> {
  const { database, shop, objects, clock, ids } = pipeline;
  const id = ids.uuid();
  const settings = { customFields: {}, cascadeProfile: profile };
  await database.query({
    text: `insert into organizations (id, key, name, dialect, settings, created_at, updated_at)
      values ($1, $2, $2, 'rapidapi', $3, now(), now())`,
    values: [id, `h${id}`, JSON.stringify(settings)],
  });
  const caller: Context = {
    principal: shop.principal,
    organization: { ...shop.organization, id, dialect: 'rapidapi', settings },
    catalogue: rapidapiCatalogue,
  };
  let lastEvent = '00000000-0000-0000-0000-000000000000';

  async function stored(): Promise<Map<string, Stored>> {
    const rows = await database.query<Stored>({
      text: `select o.id, o.type, o.number, o.version, o.fields,
          array(select l.parent_id from object_links l where l.organization_id = $1 and l.child_id = o.id) as parents
        from objects o where o.organization_id = $1 order by o.id`,
      values: [id],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  async function newEvents(): Promise<ToldEvent[]> {
    const rows = await database.query<{ id: string; type: string; data: EventData }>({
      text: 'select id, type, data from events where organization_id = $1 and id > $2 order by id',
      values: [id, lastEvent],
    });
    lastEvent = rows.at(-1)?.id ?? lastEvent;
    return rows.map(({ type, data }) => {
      const known = eventTypes.find(({ objectType, operation: one }) => `${objectType}.${one}` === type)!;
      const shown = [data, ...(data.more ?? [])].map(({ object }) => object);
      return { name: known.name, operation: known.operation, type: known.objectType, rows: shown };
    });
  }

  return {
    objects: stored,
    async run(work) {
      const before = await stored();
      await operation({ services: { objects, clock, ids }, caller }, work);
      return { before, after: await stored(), events: await newEvents() };
    },
  };
}

interface EventData {
  object: ToldEvent['rows'][number];
  more?: { object: ToldEvent['rows'][number] }[];
}
