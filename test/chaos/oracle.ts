import type { Asked } from './asking.ts';
import type { Saved, SavedDelivery } from './outcome.ts';
import type { Arrival } from './receivers.ts';

/** What the oracle judges. */
export interface Evidence {
  asked: readonly Asked[];
  saved: Saved;
  receivers: readonly Witness[];
}

/** What one receiver can tell. */
export interface Witness {
  name: string;
  webhookId: string;
  healthy: boolean;
  ordered: boolean;
  arrivals: readonly Arrival[];
}

/** Everything that is not as it was promised, in words. Empty when the promise was kept. */
export function brokenPromises(evidence: Evidence): string[] {
  const index = indexOf(evidence);
  return [
    ...acknowledgedAndNotSaved(evidence, index),
    ...savedInPart(evidence, index),
    ...savedTwice(evidence),
    ...owedToOthersThanAll(evidence, index),
    ...stuck(evidence),
    ...neverArrived(evidence, index),
    ...arrivedAndNotSaved(evidence, index),
    ...refusedAndTold(evidence),
    ...repeatsThatDiffer(evidence),
    ...outOfOrder(evidence, index),
    ...loggedOtherwise(evidence, index),
  ];
}

interface Index {
  /** The ids of the events with each mark. */
  idsByMark: Map<string, string[]>;
  eventById: Map<string, Saved['events'][number]>;
  deliveriesByEvent: Map<string, SavedDelivery[]>;
  /** By webhook and event. */
  arrivals: Map<string, Arrival[]>;
  attemptsByDelivery: Map<string, Saved['attempts']>;
}

function indexOf({ saved, receivers }: Evidence): Index {
  const arrivals = new Map<string, Arrival[]>();
  for (const { webhookId, arrivals: all } of receivers) {
    for (const [id, own] of groupBy(all, ({ eventId }) => eventId)) arrivals.set(`${webhookId} ${id}`, own);
  }
  const idsByMark = new Map<string, string[]>();
  for (const { id, mark } of saved.events) {
    if (mark !== null) idsByMark.set(mark, [...(idsByMark.get(mark) ?? []), id]);
  }
  return {
    idsByMark,
    eventById: new Map(saved.events.map((event) => [event.id, event])),
    deliveriesByEvent: groupBy(saved.deliveries, ({ eventId }) => eventId),
    arrivals,
    attemptsByDelivery: groupBy(saved.attempts, ({ deliveryId }) => deliveryId),
  };
}

function acknowledgedAndNotSaved({ asked }: Evidence, { idsByMark }: Index): string[] {
  return asked
    .filter(({ outcome }) => outcome === 'acknowledged')
    .flatMap(({ marks, eventIds }) =>
      marks.flatMap((mark, number) => {
        const ids = idsByMark.get(mark) ?? [];
        if (ids.length === 0) return `${mark} was acknowledged and is not saved`;
        const told = eventIds?.[number];
        return told === undefined || ids.includes(told) ? [] : `${mark} was acknowledged under another id`;
      }),
    );
}

/** Of a request whose fate is unknown, all or nothing. */
function savedInPart({ asked }: Evidence, { idsByMark }: Index): string[] {
  return asked
    .filter(({ marks }) => new Set(marks.map((mark) => idsByMark.has(mark))).size > 1)
    .map(({ marks }) => `${marks[0]} and those that came with it are saved in part`);
}

function savedTwice({ saved }: Evidence): string[] {
  const marks = saved.events.flatMap(({ mark }) => mark ?? []);
  return [...groupBy(marks, (mark) => mark)]
    .filter(([, all]) => all.length > 1)
    .map(([mark, all]) => `${mark} is saved ${all.length} times`);
}

function owedToOthersThanAll({ saved, receivers }: Evidence, { deliveriesByEvent }: Index): string[] {
  const wanted = receivers.map(({ webhookId }) => webhookId).sort();
  return saved.events.flatMap(({ id, mark }) => {
    const owed = (deliveriesByEvent.get(id) ?? []).map(({ webhookId }) => webhookId).sort();
    if (owed.join() === wanted.join()) return [];
    return `${mark ?? id} is owed ${owed.length} times, for ${wanted.length} webhooks`;
  });
}

/** When all is calm, each delivery has its outcome. */
function stuck({ saved, receivers }: Evidence): string[] {
  const nameOf = new Map(receivers.map(({ webhookId, name }) => [webhookId, name]));
  return saved.deliveries
    .filter(({ dueAt, state }) => dueAt !== null || !['delivered', 'failed'].includes(state))
    .map(({ id, webhookId, state, dueAt, held }) => {
      const due = dueAt === null ? 'never' : (dueAt.toISOString?.() ?? String(dueAt));
      return `delivery ${id} to ${nameOf.get(webhookId)} is ${state}, due ${due}${held ? ', held by a node' : ''}`;
    });
}

function neverArrived({ saved, receivers }: Evidence, { arrivals }: Index): string[] {
  return receivers
    .filter(({ healthy }) => healthy)
    .flatMap(({ name, webhookId }) =>
      saved.events
        .filter(({ id }) => !arrivals.get(`${webhookId} ${id}`)?.some(({ success }) => success === 'yes'))
        .map(({ id, mark }) => `${mark ?? id} never arrived at ${name}`),
    );
}

function arrivedAndNotSaved({ receivers }: Evidence, { eventById }: Index): string[] {
  return receivers.flatMap(({ name, arrivals }) =>
    arrivals
      .filter(({ eventId }) => !eventById.has(eventId))
      .map(({ eventId }) => `${eventId} arrived at ${name} and is not saved`),
  );
}

function refusedAndTold({ receivers }: Evidence): string[] {
  return receivers.flatMap(({ name, arrivals }) =>
    arrivals
      .filter(({ forbidden }) => forbidden)
      .map(({ eventId }) => `${eventId} arrived at ${name} and was refused`),
  );
}

function repeatsThatDiffer({ receivers }: Evidence): string[] {
  const all = receivers.flatMap(({ arrivals }) => arrivals.filter(({ bodyHash }) => bodyHash !== null));
  return [...groupBy(all, ({ eventId }) => eventId)]
    .filter(([, own]) => new Set(own.map(({ bodyHash }) => bodyHash)).size > 1)
    .map(([id]) => `${id} arrived in different forms`);
}

/** Where order was asked for, the steps of an object arrive for the first time in their order. */
function outOfOrder({ receivers }: Evidence, { eventById }: Index): string[] {
  return receivers
    .filter(({ ordered }) => ordered)
    .flatMap(({ name, arrivals }) => {
      const latest = new Map<string, number>();
      const seen = new Set<string>();
      const wrong: string[] = [];
      for (const { eventId } of arrivals) {
        const mark = eventById.get(eventId)?.mark;
        if (mark === null || mark === undefined || seen.has(eventId)) continue;
        seen.add(eventId);
        const [object, step] = mark.split('/') as [string, string];
        const before = latest.get(object) ?? -1;
        if (Number(step) < before) wrong.push(`${mark} arrived at ${name} after step ${before}`);
        latest.set(object, Math.max(before, Number(step)));
      }
      return wrong;
    });
}

/** What the log tells is no more than what the receivers saw, and enough to bear out each outcome. */
function loggedOtherwise({ saved, receivers }: Evidence, { arrivals, attemptsByDelivery }: Index): string[] {
  const nameOf = new Map(receivers.map(({ webhookId, name }) => [webhookId, name]));
  return saved.deliveries.flatMap((delivery) => {
    const { eventId, webhookId, state } = delivery;
    const came = arrivals.get(`${webhookId} ${eventId}`) ?? [];
    const logged = attemptsByDelivery.get(delivery.id) ?? [];
    const where = `${eventId} to ${nameOf.get(webhookId)}`;
    const wrong: string[] = [];
    for (const [status, rows] of groupBy(logged, ({ status }) => status)) {
      if (status === null) continue;
      const count = sum(rows);
      const seen = came.filter((arrival) => arrival.status === status).length;
      if (count > seen)
        wrong.push(`${where}: the log has ${count} answers ${status}, the receiver gave ${seen}`);
    }
    if (sum(logged) < delivery.attempts) {
      wrong.push(`${where}: ${delivery.attempts} attempts, of which the log has ${sum(logged)}`);
    }
    const arrived = came.some(({ success }) => success === 'yes');
    if (state === 'delivered' && !arrived) wrong.push(`${where} is called delivered and never was`);
    if (state === 'delivered' && !logged.some(({ succeeded }) => succeeded)) {
      wrong.push(`${where} is called delivered, and no attempt in the log says so`);
    }
    return wrong;
  });
}

const sum = (rows: readonly { count: number }[]): number =>
  rows.reduce((total, { count }) => total + count, 0);

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
