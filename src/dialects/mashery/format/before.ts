import { isJsonObject, type Json } from '../../../base/json.ts';
import type { Answer } from '../../../pipeline/delivery/attempt.ts';
import type { BeforeCalls, BeforeDecision, ProposedChange } from '../../../pipeline/delivery/format.ts';
import { toV2Object } from '../v2-object.ts';
import { jsonOf } from './answer-json.ts';
import { payloadOf, variantFor } from './body.ts';
import { wireCall } from './call.ts';
import { changedFields } from './changed-fields.ts';
import { objectIn } from './object-in-answer.ts';
import { callUrl, eventNameOf, txnOf } from './path.ts';
import { refusal } from './refusal.ts';
import { isTriggered, settingsFrom } from './settings.ts';

const methods = { created: 'POST', updated: 'PUT', deleted: 'DELETE' } as const;

/** Statuses by which a receiver says no without a body that says so. */
const refusingStatuses = [403, 409, 422];

/** The `pre-…` calls: the receiver may let a change pass, add to it, or refuse it. */
export const beforeCalls: BeforeCalls = {
  wants: (webhook, proposed) =>
    isTriggered(settingsFrom(webhook.settings), 'before', proposed.objectType, proposed.snapshot.operation),

  request({ webhook, proposed, now }) {
    const settings = settingsFrom(webhook.settings);
    const { operation, object } = proposed.snapshot;
    const variant = variantFor(settings, operation);
    const id = operation === 'created' ? null : String(object.number ?? object.id);
    return wireCall({
      webhook,
      settings,
      method: methods[operation],
      url: callUrl(webhook.url, {
        type: proposed.objectType,
        id,
        event: eventNameOf('pre', operation),
        txn: txnOf(proposed.transactionId),
      }),
      id: callId(proposed),
      payload: variant === null ? null : payloadOf(variant, toV2Object(proposed.snapshot, 'event', now)),
      now,
    });
  },

  interpret(proposed, answer) {
    const read = jsonOf(answer);
    if (refusingStatuses.includes(answer.status)) return refusal(answer, read);
    if (answer.status < 200 || answer.status > 299)
      return { type: 'unanswered', detail: `The receiver answered ${answer.status}, which decides nothing.` };
    // Many receivers of the vendor's calls answer all of them with an empty 200.
    if (read.is === 'empty') return { type: 'proceed' };
    if (read.is === 'unreadable') return { type: 'unanswered', detail: read.detail };
    return decisionIn(proposed, answer, read.value);
  },

  limits: (webhook) => settingsFrom(webhook.settings).before,
};

function decisionIn(proposed: ProposedChange, answer: Answer, value: Json): BeforeDecision {
  // An echoed application may hold any text under `type`; its `object_type` tells it from a decision.
  const decision = isJsonObject(value) && value.object_type === undefined ? value.type : undefined;
  if (decision === 'reject') return refusal(answer, { is: 'json', value });
  const isBareProceed =
    decision === 'proceed' && isJsonObject(value) && (value[proposed.objectType] ?? null) === null;
  if (isBareProceed || isEmptyObject(value)) return { type: 'proceed' };
  const object = objectIn(proposed.objectType, value);
  if (object === undefined)
    return { type: 'unanswered', detail: `The answer is neither a decision nor a ${proposed.objectType}.` };
  const fields = proposed.snapshot.operation === 'deleted' ? {} : changedFields(proposed.snapshot, object);
  return isEmptyObject(fields) ? { type: 'proceed' } : { type: 'enrich', fields };
}

/** The same for every try of one question, as an event's id is for its deliveries. */
function callId(proposed: ProposedChange): string {
  const about = proposed.objectId ?? proposed.snapshot.object.id;
  return ['pre', txnOf(proposed.transactionId), proposed.objectType, about]
    .filter((part) => part !== '')
    .join('_');
}

function isEmptyObject(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
