import { describe, expect, it, onTestFinished } from 'vitest';
import { apigeeOrganization } from '../harness/apigee.ts';
import { testDatabase } from '../harness/database.ts';
import { createNativeClient } from '../harness/native-client.ts';
import { usageShop } from '../harness/usage-shop.ts';
import { startProgram } from './kill-program.ts';

const { database, connectionString } = await testDatabase();

describe('kill -9 between counting and calling', () => {
  it('loses no call: it comes after the next start, with the id that it had', async () => {
    const program = await startProgram({ databaseUrl: connectionString, database });
    onTestFinished(() => program.stop().then(() => {}));
    const { url, adminToken } = program;
    const native = await createNativeClient(url, adminToken);
    const organization = await apigeeOrganization({ url, native }, 'acme');
    const shop = await usageShop(organization, { target: 2, usageTarget: '%= 50 to 100 by 50' });
    const [receiver] = shop.receivers;
    onTestFinished(() => receiver!.close());
    receiver!.answer({ instead: 'hang' });
    // On a busy machine Apigee's three seconds could be over before the kill, and the next try minutes away.
    const policy = { answerTimeoutMs: 60_000, totalTimeoutMs: 60_000 };
    await organization.native.done('PATCH', `/webhooks/${receiver!.webhookId}`, { policy });

    // One by one: what one report has led to is told of one after the other, and none of these is answered.
    const transactions = ['1', '2'].map((id) => ({ id, app: 'app1', product: 'product1' }));
    for (const transaction of transactions) {
      const report = { transactions: [transaction] };
      expect(await organization.native.done('POST', '/usage', report)).toMatchObject({ accepted: 1 });
    }
    // Counted and acknowledged, and no call has been answered.
    await receiver!.waitForCount(2);
    const before = receiver!.calls.splice(0).map(({ headers }) => headers['webhook-id']);
    receiver!.answer({});
    await program.crash();

    const calls = await receiver!.waitForCount(2);
    expect(calls.map(({ headers }) => headers['webhook-id']).sort()).toEqual(before.sort());
    // A client that never got its answer reports again, and nothing is counted or told twice.
    const again = await organization.native.done('POST', '/usage', { transactions });
    expect(again).toMatchObject({ duplicates: 2 });
    const told = await database.query({ text: `select 1 from meter_fired where told` });
    expect(told).toHaveLength(2);
  }, 120_000);
});
