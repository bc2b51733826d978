import type { Clock } from '../../base/clock.ts';
import { BellwireError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { sameJson } from '../../base/json.ts';
import { acceptInput } from '../../catalogue/accept-input.ts';
import { eventTypeOf } from '../../catalogue/catalogue.ts';
import { withoutUntold } from '../../catalogue/told-fields.ts';
import type { Queries } from '../../store/database.ts';
import type { ObjectSnapshot } from '../../store/records/event.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { BeforeCalls, BeforeDecision, Format, ProposedChange, WireRequest } from '../delivery/format.ts';
import { snapshotOf } from '../snapshot.ts';
import type { ApplyInput, Change, Plan } from './plan.ts';

/** Asks the "before" webhooks about a plan. Answers with the plan to save: made again where receivers enriched it. */
export type AskBefore = (asked: {
  input: ApplyInput;
  plan: Plan;
  enrichments: Map<string, JsonObject>;
  transactionId: string;
}) => Promise<Plan>;

/** Makes one call and keeps it in the log. */
export type CallBefore = (call: {
  webhook: Webhook;
  calls: BeforeCalls;
  proposed: ProposedChange;
  request: WireRequest;
}) => Promise<BeforeDecision>;

/** What asking needs. */
export interface AskBeforeOptions {
  queries: Queries;
  clock: Clock;
  formats: ReadonlyMap<string, Format>;
  webhooks(queries: Queries, organizationId: string): Promise<Webhook[]>;
  call: CallBefore;
}

/**
 * No transaction is open while receivers think. Webhooks are asked in the order of their creation, each about each
 * change it wants to be asked about; the first refusal ends it. A plan that is made again may hold new changes
 * (an enrichment that disables a member disables its keys): those are asked about too, the others not again.
 */
export function createAskBefore(options: AskBeforeOptions): AskBefore {
  return async ({ input, plan, enrichments, transactionId }) => {
    const webhooks = (await options.webhooks(options.queries, input.organizationId)).flatMap((webhook) => {
      const calls = options.formats.get(webhook.format)?.before;
      return calls === undefined ? [] : [{ webhook, calls }];
    });
    const asked = new Set<string>();
    let current = plan;
    for (;;) {
      const next = current.changes.find((change) => !asked.has(keyOf(change)));
      if (next === undefined || webhooks.length === 0) return current;
      asked.add(keyOf(next));
      const enriched = await askAbout(next, webhooks, input, transactionId, options);
      if (Object.keys(enriched).length > 0) {
        enrichments.set(next.after.id, { ...enrichments.get(next.after.id), ...enriched });
        current = await planAgain(input, enrichments);
      }
    }
  };
}

function keyOf({ operation, after }: Change): string {
  return `${operation} ${after.id}`;
}

async function askAbout(
  change: Change,
  webhooks: { webhook: Webhook; calls: BeforeCalls }[],
  input: ApplyInput,
  transactionId: string,
  options: AskBeforeOptions,
): Promise<JsonObject> {
  let proposed = proposedFrom(change, transactionId);
  const enriched: JsonObject = {};
  for (const { webhook, calls } of webhooks) {
    if (!calls.wants(webhook, proposed)) continue;
    const request = calls.request({ webhook, proposed, now: options.clock.now() });
    const decision = await options.call({ webhook, calls, proposed, request });
    if (decision.type === 'refuse') throw refusal(decision.message, decision.problems);
    if (decision.type === 'unanswered' && calls.limits(webhook).whenUnanswered === 'refuse') {
      throw refusal(
        `The webhook "${webhook.name}" has to agree, and could not be asked: ${decision.detail}`,
        [],
      );
    }
    if (decision.type === 'enrich' && change.operation !== 'deleted') {
      const customFields = input.customFieldsOf(change.type.name);
      const changed = writable(change, decision.fields, proposed.snapshot.object.fields, customFields);
      if (Object.keys(changed).length === 0) continue;
      Object.assign(enriched, changed);
      proposed = withFields(proposed, changed);
    }
  }
  return enriched;
}

function proposedFrom(change: Change, transactionId: string): ProposedChange {
  const snapshot = snapshotOf(change.operation, withoutUntold(change.type, change.after), change.related);
  const isNew = change.operation === 'created';
  const object: ObjectSnapshot = isNew ? { ...snapshot.object, number: null } : snapshot.object;
  return {
    organizationId: change.after.organizationId,
    eventType: eventTypeOf(change.type.name, change.operation),
    objectType: change.type.name,
    objectId: isNew ? null : change.after.id,
    transactionId,
    snapshot: { ...snapshot, object },
  };
}

/** Of what a receiver returned, the fields that may be written and are other than they stand. */
function writable(
  change: Change,
  returned: JsonObject,
  current: JsonObject,
  customFields: readonly string[],
): JsonObject {
  const { fields } = acceptInput(change.type, returned, {
    operation: change.operation === 'created' ? 'created' : 'updated',
    customFields,
  });
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !sameJson(current[name], value)),
  );
}

function withFields(proposed: ProposedChange, fields: JsonObject): ProposedChange {
  const object = { ...proposed.snapshot.object, fields: { ...proposed.snapshot.object.fields, ...fields } };
  return { ...proposed, snapshot: { ...proposed.snapshot, object } };
}

/** What a receiver returned goes through the same checks as what a caller gives. */
async function planAgain(input: ApplyInput, enrichments: Map<string, JsonObject>): Promise<Plan> {
  try {
    return await input.plan(enrichments);
  } catch (error) {
    if (error instanceof BellwireError && (error.code === 'invalid' || error.code === 'required')) {
      throw refusal(
        'A webhook changed the object ahead of the save so that it is not valid.',
        error.problems,
      );
    }
    throw error;
  }
}

function refusal(message: string, problems: readonly { field: string; message: string }[]): BellwireError {
  return new BellwireError('refused', message, problems);
}
