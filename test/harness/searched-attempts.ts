import { attemptWords } from '../../src/pipeline/log/search/attempt-words.ts';
import { attemptsInsert } from '../../src/store/queries/attempts/attempts-insert.ts';
import type { TestJobs } from './jobs.ts';
import { madeAttemptRow } from './log-rows.ts';

/** An attempt of a delivery, or a test of a webhook, made now, with words by which it is found. Answers with its id. */
export async function searchedAttempt(
  { api, acme }: Pick<TestJobs, 'api' | 'acme'>,
  input: {
    webhookId: string;
    deliveryId: string | null;
    text: string;
    status?: number;
    type?: string;
    id?: string;
  },
): Promise<string> {
  const { clock, ids } = api;
  const { webhookId, deliveryId, text, status = 200, type = 'member.created', id = ids.uuid() } = input;
  const attempt = {
    ...madeAttemptRow(clock.now()),
    organizationId: acme.organization.id,
    id,
    kind: deliveryId === null ? ('test' as const) : ('delivery' as const),
    deliveryId,
    webhookId,
    eventType: type,
    responseStatus: status,
  };
  const words = attemptWords(attempt, Buffer.from(text));
  await attemptsInsert(api.accessServices.database, [{ ...attempt, words }]);
  return id;
}
