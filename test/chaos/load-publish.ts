import { type Asked, askOnce, askUntilAnswered, type Client } from './asking.ts';
import { wholeBetween } from './random.ts';
import { forbiddenMark } from './receivers.ts';
import { organizationKey } from './stage.ts';

/**
 * Publishes one event after the other about one object, now and then several at once and now and then something that
 * is refused. Each request has an idempotency key, and is made again with it until somebody answers.
 */
export async function publishEvents(client: Client): Promise<void> {
  let step = 0;
  for (let number = 1; !client.isOver(); number += 1) {
    const refused = client.random() < 0.05;
    const count = client.random() < 0.3 ? wholeBetween(client.random, 2, 12) : 1;
    const marks = Array.from({ length: count }, () => `${client.name}/${refused ? 'refused' : ++step}`);
    const events = marks.map((mark) => eventOf(client.name, refused ? forbiddenMark : mark));
    // The last one has a type that cannot be; with it, all of them are refused.
    if (refused) events.at(-1)!.type = 'not a type!';
    const record: Asked = { marks: refused ? [] : marks, outcome: 'unknown', eventIds: null };
    client.asked.push(record);
    const answer = await askUntilAnswered(client, () =>
      askOnce(`${client.url()}/api/v1/organizations/${organizationKey}/events`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${client.stage.adminToken}`,
          'content-type': 'application/json',
          'idempotency-key': `${client.name} ${number}`,
        },
        body: JSON.stringify(count === 1 ? events[0] : { events }),
      }),
    );
    if (answer?.status === 202) {
      record.outcome = 'acknowledged';
      record.eventIds = JSON.parse(answer.text).eventIds;
    } else if (answer !== null) {
      record.outcome = 'refused';
      if (!refused) throw new Error(`Publishing was answered ${answer.status}: ${answer.text}`);
    }
    await client.pause();
  }
}

function eventOf(object: string, mark: string) {
  return {
    type: 'meter.read',
    object: { type: 'meter', id: object },
    data: { mark, note: 'ä€😀'.repeat(20) },
  };
}
