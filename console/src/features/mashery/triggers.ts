/** The types that have triggers, with their names on the page, one and many. */
export const triggeredTypes = [
  { type: 'member', title: 'User', many: 'users' },
  { type: 'application', title: 'Application', many: 'applications' },
  { type: 'key', title: 'Key', many: 'keys' },
  { type: 'package_key', title: 'Package key', many: 'package keys' },
] as const;

export const moments = ['before', 'after'] as const;

export const operations = [
  { operation: 'Create', doing: 'creating', event: 'create', method: 'POST' },
  { operation: 'Update', doing: 'updating', event: 'update', method: 'PUT' },
  { operation: 'Delete', doing: 'deleting', event: 'delete', method: 'DELETE' },
] as const;

export type TriggeredType = (typeof triggeredTypes)[number]['type'];
export type Moment = (typeof moments)[number];
export type SwitchName = `${Moment}${(typeof operations)[number]['operation']}`;
export type Switches = Record<SwitchName, boolean>;
export type Triggers = Record<TriggeredType, Switches>;

/** The six columns of the grid, in their order. */
export const columns = moments.flatMap((moment) =>
  operations.map((operation) => ({ ...operation, moment, name: switchName(moment, operation.operation) })),
);

/** One box of the grid. */
export interface Box {
  type: TriggeredType;
  name: SwitchName;
}

export const allBoxes: readonly Box[] = triggeredTypes.flatMap(({ type }) =>
  columns.map(({ name }) => ({ type, name })),
);

/** What a box for several says: all of them, none, or some. */
export function stateOf(triggers: Triggers, boxes: readonly Box[]): 'all' | 'some' | 'none' {
  const ticked = boxes.filter(({ type, name }) => triggers[type][name]).length;
  if (ticked === 0) return 'none';
  return ticked === boxes.length ? 'all' : 'some';
}

/** Ticks them all, or takes all ticks away where all are ticked already. */
export function toggled(triggers: Triggers, boxes: readonly Box[]): Triggers {
  const on = stateOf(triggers, boxes) !== 'all';
  const next = { ...triggers };
  for (const { type, name } of boxes) next[type] = { ...next[type], [name]: on };
  return next;
}

function switchName<Name extends string>(moment: Moment, operation: Name): `${Moment}${Name}` {
  return `${moment}${operation}`;
}

/** What can be tried: "member.created" and so on, in the words of the events. */
export const eventTypes: readonly string[] = triggeredTypes.flatMap(({ type }) =>
  ['created', 'updated', 'deleted'].map((operation) => `${type}.${operation}`),
);
