import { type ApigeeOrganization, type ApigeeShop, apigeeShop, today } from './apigee.ts';
import { bodyOf, type HttpAnswer } from './http-client.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** A developer who has accepted a plan with a target, and webhooks that are told when it is reached. */
export interface UsageShop extends ApigeeShop {
  /** The id of the accepted plan. */
  acceptedId: string;
  receivers: (Receiver & { webhookId: string })[];
  conditionId: string;
}

/** Sets it all up by the vendor's APIs, with the condition of the vendor's page. */
export async function usageShop(
  organization: ApigeeOrganization,
  options: {
    target?: number;
    receivers?: number;
    usageTarget?: string;
    plan?: object;
    developer?: object;
    startDate?: string;
  } = {},
): Promise<UsageShop> {
  const { target = 1000, receivers: count = 1, usageTarget = '%= 80 to 120 by 10' } = options;
  const { mint, manage } = organization;
  const done = async (answer: Promise<HttpAnswer>) => bodyOf(await answer, 'setting up the shop');
  const shop = await apigeeShop(organization, options.plan);
  const attributes = [
    { name: 'MINT_DEVELOPER_LEGAL_NAME', value: 'Ada Ltd' },
    { name: 'MINT_DEVELOPER_ADDRESS', value: '{}' },
  ];
  await done(
    manage('PUT', '/developers/ada@example.com', {
      email: 'ada@example.com',
      firstName: 'ada',
      lastName: 'Lovelace',
      userName: 'ada',
      attributes,
    }),
  );
  const receivers = [];
  for (let index = 0; index < count; index += 1) {
    const receiver = await startReceiver();
    const webhook = await done(
      mint('POST', '/webhooks', { name: `webhook${index}`, postURL: receiver.root }),
    );
    receivers.push({ ...receiver, webhookId: webhook.id as string });
  }
  const condition = await done(
    mint('POST', '/notification-conditions', {
      notificationCondition: [
        { attribute: 'RATEPLAN', value: 'plan1' },
        { attribute: 'PUBLISHED', value: 'TRUE' },
        { attribute: 'UsageTarget', value: usageTarget },
      ],
      actions: receivers.map(({ webhookId }) => ({ actionAttribute: 'WEBHOOK', value: webhookId })),
    }),
  );
  const accepted = await done(
    mint('POST', '/developers/ada@example.com/developer-rateplans', {
      developer: { id: 'ada@example.com' },
      ratePlan: { id: 'plan1' },
      startDate: options.startDate ?? today(),
      quotaTarget: target,
    }),
  );
  return { ...shop, acceptedId: accepted.id, conditionId: condition.id, receivers };
}
