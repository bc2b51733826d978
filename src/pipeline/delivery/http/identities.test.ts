import { Agent } from 'undici';
import { expect, it } from 'vitest';
import { testTls } from '../../../../test/harness/sending/tls/read.ts';
import { createIdentities } from './identities.ts';

const { ca, otherCa, clientOne, clientTwo } = testTls;

it('keeps one pool for all webhooks without TLS of their own, and one for each other identity', async () => {
  const identities = createIdentities(() => new Agent());
  const all = [
    null,
    { ca, certificate: null, key: null },
    { ca: otherCa, certificate: null, key: null },
    { ca, ...clientOne },
    { ca, ...clientTwo },
    { ca: null, ...clientOne },
  ];
  const agents = all.map((tls) => identities.poolOf(tls));
  expect(new Set(agents).size).toBe(all.length);
  expect(structuredClone(all).map((tls) => identities.poolOf(tls))).toEqual(agents);
  await identities.close();
  for (const agent of agents) expect(agent.destroyed).toBe(true);
});

it('lets go of the identity that was used the longest ago when there are too many', async () => {
  const identities = createIdentities(() => new Agent(), { max: 2 });
  const [one, two, three] = [ca, otherCa, `${ca}${otherCa}`].map((pem) => ({
    ca: pem,
    certificate: null,
    key: null,
  })) as [never, never, never];
  const first = identities.poolOf(one);
  const second = identities.poolOf(two);
  expect(identities.poolOf(one)).toBe(first);
  identities.poolOf(three);
  expect([first.closed, second.closed]).toEqual([false, true]);
  expect(identities.poolOf(one)).toBe(first);
  expect(identities.poolOf(two)).not.toBe(second);
  await identities.close();
});
