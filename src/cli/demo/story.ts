import { type Stage, textOf } from './set-up.ts';

/** One thing that somebody does, and how many calls it owes the receiver. */
export interface Step {
  what: string;
  calls: number;
  /** How many deliveries that is, where some calls are tries of the same. */
  deliveries?: number;
  play(): Promise<void>;
}

/** A member registers, makes an application, gets a key, and leaves again. */
export function storyOf({ rest, packageId, planId }: Stage): Step[] {
  let memberId = '';
  let applicationId = '';
  let keyId = '';
  return [
    {
      what: 'A member registers',
      calls: 1,
      async play() {
        const member = await rest('POST', '/members', {
          username: 'ada',
          email: 'ada@example.com',
          displayName: 'Ada',
          areaStatus: 'active',
        });
        memberId = textOf(member, 'id');
      },
    },
    {
      what: 'She makes an application',
      calls: 1,
      async play() {
        const application = await rest('POST', `/members/${memberId}/applications`, {
          name: 'Umbrella or not',
        });
        applicationId = textOf(application, 'id');
      },
    },
    {
      what: 'The application gets a package key',
      calls: 1,
      async play() {
        const key = await rest('POST', `/applications/${applicationId}/packageKeys`, {
          package: { id: packageId },
          plan: { id: planId },
        });
        keyId = textOf(key, 'id');
      },
    },
    {
      what: 'The limits of the key change',
      calls: 1,
      play: async () => void (await rest('PUT', `/packageKeys/${keyId}`, { rateLimitCeiling: 50_000 })),
    },
    {
      what: 'The key is disabled',
      calls: 1,
      play: async () => void (await rest('PUT', `/packageKeys/${keyId}`, { status: 'disabled' })),
    },
    {
      what: 'The key is deleted',
      calls: 1,
      play: async () => void (await rest('DELETE', `/packageKeys/${keyId}`)),
    },
    {
      what: 'The member leaves, and the application goes with her',
      calls: 2,
      play: async () => void (await rest('DELETE', `/members/${memberId}`)),
    },
  ];
}
