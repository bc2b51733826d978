import { describe, expect, it } from 'vitest';
import type { ObjectType } from '../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import { wholeOrganization } from '../../store/queries/changes/object-identifiers.ts';
import { identifierChanges } from './identifiers.ts';
import type { Change } from './plan.ts';

const type: ObjectType = {
  name: 'badge',
  plural: 'badges',
  title: 'badge',
  fields: {},
  relations: {},
  unique: [
    { name: 'name', field: 'name', keptForever: true },
    { name: 'serial', field: 'serial', within: 'shelf', keptForever: false },
  ],
  emits: [],
  customFields: false,
  cascades: [],
};

function badge(name: string, serial: string, shelf?: string): ObjectRecord {
  return {
    organizationId: 'o',
    id: 'badge-1',
    type: 'badge',
    number: 1,
    version: 1,
    fields: { name, serial },
    links: shelf === undefined ? {} : { shelf: [shelf] },
    createdAt: new Date(0),
    updatedAt: new Date(0),
  };
}

function changesOf(operation: Change['operation'], before: ObjectRecord | null, after: ObjectRecord) {
  const { released, claimed } = identifierChanges([{ operation, type, before, after, related: {} }]);
  const plain = (list: typeof released) => list.map(({ rule, scope, value }) => `${rule} ${scope} ${value}`);
  return { released: plain(released), claimed: plain(claimed) };
}

const named = (name: string) => `name ${wholeOrganization} ${name}`;

describe('unique values', () => {
  it('are claimed by a new object, each in its scope', () => {
    expect(changesOf('created', null, badge('a', '1', 'left'))).toEqual({
      released: [],
      claimed: [named('a'), 'serial left 1'],
    });
  });

  it('are none where they are blank, or where the scope is not there', () => {
    expect(changesOf('created', null, badge('', '1'))).toEqual({ released: [], claimed: [] });
  });

  it('stay where they do not change', () => {
    const object = badge('a', '1', 'left');
    expect(changesOf('updated', object, { ...object, version: 2 })).toEqual({ released: [], claimed: [] });
  });

  it('are given up for others, unless they are kept for ever', () => {
    expect(changesOf('updated', badge('a', '1', 'left'), badge('b', '2', 'left'))).toEqual({
      released: ['serial left 1'],
      claimed: [named('b'), 'serial left 2'],
    });
  });

  it('move with their object to another parent', () => {
    expect(changesOf('updated', badge('a', '1', 'left'), badge('a', '1', 'right'))).toEqual({
      released: ['serial left 1'],
      claimed: ['serial right 1'],
    });
  });

  it('are given up by an object that goes, unless they are kept for ever', () => {
    const object = badge('a', '1', 'left');
    expect(changesOf('deleted', object, object)).toEqual({ released: ['serial left 1'], claimed: [] });
  });
});
