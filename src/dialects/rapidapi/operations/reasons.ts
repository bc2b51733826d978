import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import type { Operation } from './operation.ts';
import { versionOf } from './versions-of-api.ts';

export interface ReasonCreate {
  apiId: string;
  apiVersionId: string;
  consumerUserId?: number | null;
  providerUserId?: number | null;
  eventType: string;
  reasonType: string;
  reasonComments?: string | null;
}

/** Keeps why somebody has unsubscribed. Without somebody named, the user of the key; the provider is the owner of the API. */
export async function createReason(op: Operation, input: ReasonCreate): Promise<ObjectRecord> {
  const api = await found(op, 'api', input.apiId);
  await versionOf(op, api, input.apiVersionId, 'apiVersionId');
  const { eventType, reasonType, reasonComments, apiId, apiVersionId } = input;
  const consumer = input.consumerUserId ? await found(op, 'user', input.consumerUserId) : await op.user();
  return op.steps.create('rapid_reason', {
    fields: {
      ...given({ eventType, reasonType, reasonComments, apiId, apiVersionId }),
      consumerUserId: consumer?.number ?? 0,
      providerUserId: input.providerUserId ?? Number(api.fields.ownerId),
    },
    links: { api: [api.id] },
  });
}
