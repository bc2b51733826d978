import type { Database } from '../../../src/store/database.ts';
import { answerStepOf, answerTimes } from '../../../src/store/records/answer-times.ts';

const [buckets, bucketMs] = [96, 900_000];

/** A day of figures before now, as the sending nodes would have written them: busy at noon, with a bad hour. */
export async function writeHistory(
  database: Database,
  organizationId: string,
  webhookIds: readonly string[],
): Promise<void> {
  const now = Date.now();
  const rows = Array.from({ length: buckets }, (_, index) => index + 1).flatMap((back) => {
    const at = new Date(now - back * bucketMs);
    const wave = 1 + Math.sin(((at.getUTCHours() - 6) / 24) * 2 * Math.PI);
    const events = Math.round(6 + 40 * wave + ((back * 37) % 11));
    const bad = back > 30 && back < 36;
    return [
      { at, webhookId: null, accepted: events, delivered: 0, retried: 0, failed: 0, answered: null },
      ...webhookIds.map((webhookId, which) => {
        const troubled = which === 1 && bad;
        const failed = troubled ? Math.round(events / 6) : which === 2 && back % 9 === 0 ? 1 : 0;
        const retried = troubled ? Math.round(events / 3) : back % 7 === which ? 1 : 0;
        const answered = answerTimes.map(() => 0);
        answered[answerStepOf(24 + which * 18 + (back % 5) * 3)] = Math.round(events * 0.9);
        answered[answerStepOf(troubled ? 2400 : 180 + (back % 8) * 20)] = Math.round(events * 0.1) + 1;
        return { at, webhookId, accepted: 0, delivered: events - failed, retried, failed, answered };
      }),
    ];
  });
  for (const { at, webhookId, accepted, delivered, retried, failed, answered } of rows) {
    await database.query({
      text: `insert into figure_deltas (organization_id, webhook_id, at, accepted, delivered, retried, failed, answered)
        values ($1, $2, date_trunc('minute', $3::timestamptz), $4, $5, $6, $7, $8)`,
      values: [organizationId, webhookId, at, accepted, delivered, retried, failed, answered],
    });
  }
}
