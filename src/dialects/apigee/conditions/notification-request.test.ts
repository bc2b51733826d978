import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/json.ts';
import { notificationRequestFrom } from './notification-request.ts';

const condition = (...more: JsonObject[]) => [{ attribute: 'RATEPLAN', value: '123456' }, ...more];
const usage = (value: string) => ({ attribute: 'UsageTarget', value });
const action = { actionAttribute: 'WEBHOOK', value: 'B0D77596-142e-4606-ae2d-f55c3c6bfebe' };
const problemsOf = (body: JsonObject) => notificationRequestFrom(body).problems;

describe('a request for a notification condition', () => {
  it("is read as in the vendor's example", () => {
    const body = {
      notificationCondition: condition(
        { attribute: 'PUBLISHED', value: 'TRUE' },
        usage('%= 80 to 120 by 10'),
      ),
      actions: [action],
    };
    const { request, problems } = notificationRequestFrom(body);
    expect(problems).toEqual([]);
    expect(request).toEqual({
      attributes: body.notificationCondition,
      actions: body.actions,
      planId: '123456',
      percents: ['80', '90', '100', '110', '120'],
      webhookIds: ['b0d77596-142e-4606-ae2d-f55c3c6bfebe'],
    });
  });

  it('puts the points of several intervals in order, each once', () => {
    const body = {
      notificationCondition: condition(usage('%= 100'), usage('%= 80 to 100')),
      actions: [action],
    };
    expect(notificationRequestFrom(body).request.percents).toEqual(['80', '90', '100']);
  });

  it.each([
    ['no conditions', { actions: [action] }, 'notificationCondition'],
    ['no actions', { notificationCondition: condition(usage('%= 80')) }, 'actions'],
    ['an empty list', { notificationCondition: [], actions: [action] }, 'notificationCondition'],
    ['no plan', { notificationCondition: [usage('%= 80')], actions: [action] }, 'notificationCondition'],
    ['no target', { notificationCondition: condition(), actions: [action] }, 'notificationCondition'],
    [
      'an attribute that is not supported',
      { notificationCondition: condition({ attribute: 'Transactions', value: '> 5' }), actions: [action] },
      'notificationCondition.1.attribute',
    ],
    [
      'PUBLISHED that is not TRUE',
      {
        notificationCondition: condition({ attribute: 'PUBLISHED', value: 'FALSE' }, usage('%= 80')),
        actions: [action],
      },
      'notificationCondition.1.value',
    ],
    [
      'two plans',
      { notificationCondition: condition({ attribute: 'RATEPLAN', value: '2' }), actions: [action] },
      'notificationCondition.1.attribute',
    ],
    [
      'an action that is not supported',
      {
        notificationCondition: condition(usage('%= 80')),
        actions: [{ actionAttribute: 'ORG_EMAIL', value: 'ANY' }],
      },
      'actions.0.actionAttribute',
    ],
    [
      'one webhook twice',
      { notificationCondition: condition(usage('%= 80')), actions: [action, action] },
      'actions.1.value',
    ],
    [
      'a template',
      { notificationCondition: condition(usage('%= 80')), actions: [{ ...action, templateId: 't' }] },
      'actions.0.templateId',
    ],
    [
      'a limit',
      { notificationCondition: condition({ ...usage('%= 80'), limit: { id: 'x' } }), actions: [action] },
      'notificationCondition.1.limit',
    ],
    [
      'a property that nobody knows',
      { notificationCondition: condition(usage('%= 80')), actions: [action], extra: 1 },
      'extra',
    ],
  ])('with %s is refused at its place', (_, body, field) => {
    expect(problemsOf(body as JsonObject).map((problem) => problem.field)).toContain(field);
  });

  it('names what is supported', () => {
    const body = {
      notificationCondition: condition({ attribute: 'Balance', value: '1' }),
      actions: [action],
    };
    expect(problemsOf(body)[0]?.message).toBe(
      'Balance is not supported; supported are RATEPLAN, PUBLISHED and UsageTarget',
    );
  });

  it('points at the column of a target that cannot be read', () => {
    const body = { notificationCondition: condition(usage('%= 80 till 120')), actions: [action] };
    expect(problemsOf(body)).toEqual([
      { field: 'notificationCondition.1.value', message: 'column 7: expected "to", found "till"' },
    ]);
  });

  it('with more than 100 points in all is refused', () => {
    const intervals = [usage('%= 1 to 100 by 1'), usage('%= 101')];
    expect(problemsOf({ notificationCondition: condition(...intervals), actions: [action] })).toEqual([
      { field: 'notificationCondition', message: 'has 101 points; a condition has at most 100' },
    ]);
  });
});
