import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/dialects/mashery/format/settings.ts';
import {
  countChanges,
  exampleCall,
  type IntegrationValues,
  newIntegration,
  settingsFrom,
  valuesOf,
  waitingFor,
} from './integration-values.ts';
import { allBoxes, stateOf, toggled } from './triggers.ts';

const url = 'https://acme.io/masherycallbacks/';
const none = toggled(
  newIntegration.triggers,
  allBoxes.filter(({ name }) => name.startsWith('after')),
);

describe('the integration settings', () => {
  it('begin as the server begins a webhook', () => {
    expect(settingsFrom(newIntegration)).toEqual(defaultSettings);
  });

  it('come back as they were saved', () => {
    const values: IntegrationValues = { ...newIntegration, url, timeoutSeconds: '2.5' };
    expect(valuesOf({ url, settings: settingsFrom(values) as never })).toEqual(values);
  });

  it('read a time with a comma, and leave one that is none as it is', () => {
    expect(settingsFrom({ ...newIntegration, timeoutSeconds: '0,5' }).before.timeoutMs).toBe(500);
    expect(settingsFrom({ ...newIntegration, timeoutSeconds: 'soon' }).before.timeoutMs).toBe('soon');
  });

  it('count each field and each box that differs', () => {
    expect(countChanges(newIntegration, newIntegration)).toBe(0);
    expect(countChanges(newIntegration, { ...newIntegration, url, triggers: none })).toBe(13);
  });

  it('say whose saves wait', () => {
    expect(waitingFor(newIntegration.triggers)).toEqual([]);
    expect(waitingFor(toggled(none, [{ type: 'key', name: 'beforeDelete' }]))).toEqual(['keys']);
  });
});

describe('the example', () => {
  it('is the first call after a save that is ticked', () => {
    expect(exampleCall({ ...newIntegration, url })).toEqual({
      line: 'PUT https://acme.io/masherycallbacks/v1/member/123456?event=post-create&txn=…',
      override: null,
    });
  });

  it('shows how a method is overridden', () => {
    const triggers = toggled(none, [{ type: 'application', name: 'afterUpdate' }]);
    expect(exampleCall({ ...newIntegration, url, triggers, methodOverride: true })).toEqual({
      line: 'POST https://acme.io/masherycallbacks/v1/application/123456?event=post-update&txn=…',
      override: 'X-HTTP-Method-Override: PUT',
    });
  });

  it('has no id ahead of creation, and is nothing where nothing is ticked', () => {
    const triggers = toggled(none, [{ type: 'member', name: 'beforeCreate' }]);
    expect(exampleCall({ ...newIntegration, url, triggers })?.line).toMatch(
      /^POST .*\/v1\/member\?event=pre-create/,
    );
    expect(exampleCall({ ...newIntegration, url, triggers: none })).toBeNull();
  });
});

describe('a box for several', () => {
  it('is mixed where some are ticked, and ticks all of them then', () => {
    expect(stateOf(newIntegration.triggers, allBoxes)).toBe('some');
    const all = toggled(newIntegration.triggers, allBoxes);
    expect(stateOf(all, allBoxes)).toBe('all');
    expect(stateOf(toggled(all, allBoxes), allBoxes)).toBe('none');
  });
});
