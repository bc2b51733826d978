import { expect, it } from 'vitest';
import { filterOf, testsOf } from './log-filter.ts';
import { whereOf } from './logs.ts';

const types = [
  { id: 'API.CREATED', name: 'Api made', label: 'API Created', bellwireType: 'api.created' },
  { id: 'APPKEY.CREATED', name: 'APPKEY.CREATED', label: 'Key', bellwireType: 'appKey.created' },
];
const of = (search: Parameters<typeof whereOf>[0]) => filterOf(whereOf(search, new Date(0)), types);

it('says in the words of the native API what the event logs are searched for', () => {
  expect(of({})).toEqual({});
  expect(of({ q: 'ada', type: 'APPKEY.CREATED', url: 'u1', status: '5xx', test: 'in' })).toEqual({
    text: 'ada',
    type: 'appKey.created',
    webhookId: 'u1',
    status: '5xx',
  });
  expect(of({ type: 'Api made' })).toEqual({ type: 'api.created' });
});

it('says nothing of a type that is not known, or not yet', () => {
  expect(of({ type: 'NOTHING' })).toBeNull();
  expect(filterOf(whereOf({ type: 'API.CREATED' }, new Date(0)), undefined)).toBeNull();
});

it('leaves tests out unless they are asked for', () => {
  expect([testsOf({}), testsOf({ test: 'in' }), testsOf({ test: 'only' })]).toEqual([false, undefined, true]);
});
