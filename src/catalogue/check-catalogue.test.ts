import { describe, expect, it } from 'vitest';
import { smallCatalogue } from '../../test/harness/small-catalogue.ts';
import { dialects } from '../dialects.ts';
import type { Catalogue, ObjectType, Relation } from './catalogue.ts';
import { checkCatalogue } from './check-catalogue.ts';

const { member, application } = smallCatalogue.types as { member: ObjectType; application: ObjectType };
const owner = application.relations.owner!;

const problemsOf = (changes: Partial<ObjectType>, catalogue: Partial<Catalogue> = {}) =>
  checkCatalogue({
    ...smallCatalogue,
    types: { member, application: { ...application, ...changes } },
    ...catalogue,
  });
const relations = (changes: Partial<Relation>) => ({ relations: { owner: { ...owner, ...changes } } });

describe('a catalogue', () => {
  it.each(dialects.map(({ name, catalogue }) => [name, catalogue] as const))(
    'fits together in the dialect %s',
    (_name, catalogue) => expect(checkCatalogue(catalogue)).toEqual([]),
  );

  it('is refused where a type has another name than its key', () => {
    expect(problemsOf({ name: 'app' })).toEqual(['small: type application calls itself app']);
  });

  it('is refused where a relation leads nowhere, nests many or goes through nothing', () => {
    expect(problemsOf(relations({ to: 'robot' }))).toEqual([
      'small: application.owner leads to the unknown type robot',
    ]);
    expect(problemsOf(relations({ cardinality: 'many' }))).toEqual([
      'small: application.owner nests many parents',
    ]);
    expect(problemsOf(relations({ through: 'team' }))).toEqual([
      'small: application.owner goes through the unknown relation team',
    ]);
  });

  it('is refused where events of a type would carry what is never told of its parent', () => {
    const secretive = {
      ...member,
      fields: { pin: { type: 'string', title: 'Pin', neverTold: true } },
    } as const;
    expect(problemsOf({}, { types: { member: secretive, application } })).toEqual([
      'small: application.owner nests a type with fields that are never told',
    ]);
  });

  it('is refused where a field and a relation have one name', () => {
    expect(problemsOf({ fields: { owner: { type: 'string', title: 'Owner' } } })).toEqual([
      'small: application.owner is both a field and a relation',
    ]);
  });

  it('is refused where a unique rule names what is not there', () => {
    const unique = [{ name: 'rule', field: 'size', within: 'team', keptForever: false }];
    expect(problemsOf({ unique })).toEqual([
      'small: application is unique by the unknown field size',
      'small: application is unique within the unknown relation team',
    ]);
  });

  it('is refused where a cascade comes from nowhere, leads nowhere or sets nothing that is there', () => {
    const cascade = { field: 'state', becomes: 'off', childType: 'member', relation: 'boss', set: { on: 1 } };
    expect(problemsOf({ cascades: [cascade] })).toEqual([
      'small: application cascades from the unknown field state',
      'small: application cascades to member by boss, which does not lead back',
      'small: application cascades to the unknown field member.on',
    ]);
  });

  it('is refused where its first objects are of an unknown type', () => {
    expect(problemsOf({}, { firstObjects: [{ type: 'robot', fields: {} }] })).toEqual([
      'small: firstObjects names the unknown type robot',
    ]);
  });
});
