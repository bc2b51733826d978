import { expect, it } from 'vitest';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { testSending } from '../../../test/harness/sending-node.ts';
import { createPrometheus } from '../../base/prometheus.ts';
import { defaultLimits } from '../../store/records/webhook.ts';

const { pipeline, receiver, node, webhook, change, until, inState } = await testSending();
const { database } = pipeline;

it.each(['none', 'object'] as const)(
  'counts what has lost its event, and names its webhook, with the order %s',
  async (ordering) => {
    const { id, organizationId } = await webhook({ limits: { ...defaultLimits, ordering } });
    await change();
    await change();
    await database.query({
      text: 'delete from events where id = (select event_id from deliveries order by id limit 1)',
    });
    const log = recordingLog();
    const metrics = createPrometheus({ log });
    await node({ metrics, log });
    await inState('delivered');
    await until(async () => (await metrics.text()).includes('bellwire_deliveries_expired_total 1'));
    expect(await metrics.text()).toContain('bellwire_deliveries_total{outcome="cancelled"} 1');
    expect(receiver().calls).toHaveLength(1);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', facts: { organizationId, webhookIds: [id], deliveries: 1 } }),
    );
  },
);
