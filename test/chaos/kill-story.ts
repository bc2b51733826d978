import type { Stage } from '../../src/cli/demo/set-up.ts';

/** A change that somebody asked for, and what it would look like among the saved events. */
export interface AskedChange {
  /** `package_key.updated`. */
  type: string;
  /** Null where it was to be created and no answer said under which id. */
  objectId: string | null;
  /** A field that tells this change from others, with its value. */
  mark: [field: string, value: unknown] | null;
  outcome: 'acknowledged' | 'unknown' | { status: number; text: string };
}

/** The operations that tell their objects' types by their paths. */
const typeOfSegment: Record<string, string> = {
  members: 'member',
  applications: 'application',
  packageKeys: 'package_key',
};
const operationOf: Record<string, string> = { POST: 'created', PUT: 'updated', DELETE: 'deleted' };

/**
 * Many clients at once, each of which leads one member after the other through a whole life. Whoever gets no answer
 * does not know what was saved, drops that member and begins with the next. Ends after `count` changes.
 */
export async function playStory(input: {
  url: string;
  stage: Stage;
  clients: number;
  count: number;
  /** Waits until somebody is there to be asked. */
  up(): Promise<unknown>;
  /** Told ahead of each change, with its number from 1. */
  onChange(number: number): void;
}): Promise<AskedChange[]> {
  const { stage } = input;
  const asked: AskedChange[] = [];

  async function change(
    method: string,
    path: string,
    body: object = {},
    mark: AskedChange['mark'] = null,
  ): Promise<string> {
    await input.up();
    if (asked.length >= input.count) throw new StoryEnds();
    const [, segment, id, ...deeper] = path.split('/');
    const record: AskedChange = {
      type: `${typeOfSegment[deeper.at(-1) ?? segment!]}.${operationOf[method]}`,
      objectId: method === 'POST' ? null : id!,
      mark,
      outcome: 'unknown',
    };
    input.onChange(asked.push(record));
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${input.url}/mashery/v3/rest${path}`, {
        method,
        headers: { authorization: `Bearer ${stage.accessToken}`, 'content-type': 'application/json' },
        ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }),
      });
      text = await answer.text();
    } catch {
      throw new LifeEnds();
    }
    if (!answer.ok) {
      record.outcome = { status: answer.status, text };
      throw new LifeEnds();
    }
    record.outcome = 'acknowledged';
    record.objectId ??= String(JSON.parse(text).id);
    return record.objectId;
  }

  async function life(name: string): Promise<void> {
    const member = await change('POST', '/members', {
      username: name,
      email: 'joe@example.com',
      displayName: name,
      areaStatus: 'active',
    });
    const application = await change('POST', `/members/${member}/applications`, { name });
    const key = await change('POST', `/applications/${application}/packageKeys`, {
      package: { id: stage.packageId },
      plan: { id: stage.planId },
    });
    for (let turn = 1; turn <= 3; turn++) {
      const limit = turn * 1000;
      await change('PUT', `/packageKeys/${key}`, { rateLimitCeiling: limit }, ['rate_limit_ceiling', limit]);
    }
    // Takes the key along: two events in one transaction.
    await change('PUT', `/members/${member}`, { areaStatus: 'disabled' }, ['area_status', 'disabled']);
    await change('DELETE', `/packageKeys/${key}`);
    // Takes the application along.
    await change('DELETE', `/members/${member}`);
  }

  async function client(number: number): Promise<void> {
    for (let lives = 1; ; lives++) {
      try {
        await life(`joe-${number}-${lives}`);
      } catch (error) {
        if (error instanceof StoryEnds) return;
        if (!(error instanceof LifeEnds)) throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: input.clients }, (_, number) => client(number)));
  return asked;
}

class StoryEnds extends Error {}
class LifeEnds extends Error {}
