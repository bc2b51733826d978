import { describe, expect, it } from 'vitest';
import {
  masheryEvent,
  masheryFamily,
  masherySnapshot,
  masheryWebhook,
} from '../../../../test/harness/mashery-objects.ts';
import type { Json } from '../../../base/json.ts';
import type { Operation } from '../../../catalogue/object-record.ts';
import { toV2Object } from '../v2-object.ts';
import { masheryFormat } from './index.ts';

describe('returned data', () => {
  const { member } = masheryFamily();
  const on = masheryWebhook({ settings: { applyReturnedData: true } });

  function returned(
    body: Json | string,
    { webhook = on, status = 200, operation = 'created' as Operation } = {},
  ) {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const event = masheryEvent(masherySnapshot(operation, member, {}));
    const answer = { status, headers: {}, body: bytes, bodySize: bytes.length };
    return masheryFormat.returnedData!(webhook, event, answer);
  }

  const whole = toV2Object(masherySnapshot('created', member, {}), 'event');

  it('takes what differs from an object that comes back whole, bare or wrapped', () => {
    const body = { ...whole, external_id: 'crm-7', id: 9, updated: 'later', username: 'other' };
    expect(returned(body)).toEqual({ external_id: 'crm-7' });
    expect(returned({ member: body })).toEqual({ external_id: 'crm-7' });
    expect(returned({ external_id: 'crm-7' })).toEqual({ external_id: 'crm-7' });
  });

  it.each<[string, Json | string]>([
    ['an echo', whole],
    ['nothing', ''],
    ['text', 'OK'],
    ['a decision', { type: 'proceed' }],
    ['a word of thanks', { ok: true }],
    ['another object', { object_type: 'application', external_id: 'crm-7' }],
    ['a list', [{ external_id: 'crm-7' }]],
  ])('takes nothing from %s', (_what, body) => {
    expect(returned(body)).toBeNull();
  });

  it('takes nothing from a failure, after a delete, or where it is switched off', () => {
    const body = { external_id: 'crm-7' };
    expect(returned(body, { status: 500 })).toBeNull();
    expect(returned(body, { operation: 'deleted' })).toBeNull();
    expect(returned(body, { webhook: masheryWebhook() })).toBeNull();
  });
});
