import { setTimeout as sleep } from 'node:timers/promises';
import type { Asked, Client } from './asking.ts';
import { changeMembers } from './load-members.ts';
import { publishEvents } from './load-publish.ts';
import type { ChaosNode } from './node.ts';
import { oneOf, randomFrom, wholeBetween } from './random.ts';
import type { Stage } from './stage.ts';

export interface Load {
  asked: Asked[];
  /** Lets every client finish its request, and settles when they have. */
  stop(): Promise<void>;
}

/** Starts clients that publish and clients that change objects, until they are told to stop. */
export function startLoad(input: {
  seed: number;
  stage: Stage;
  nodes: readonly ChaosNode[];
  publishers: number;
  members: number;
}): Load {
  const asked: Asked[] = [];
  let over = false;
  const client = (name: string, index: number): Client => {
    const random = randomFrom(input.seed + 1000 + index);
    return {
      ...{ name, random, asked, stage: input.stage },
      isOver: () => over,
      url: () => oneOf(random, input.nodes).url(),
      pause: () => sleep(wholeBetween(random, 20, 250)),
    };
  };
  const running = [
    ...Array.from({ length: input.publishers }, (_, index) =>
      publishEvents(client(`publisher ${index}`, index)),
    ),
    ...Array.from({ length: input.members }, (_, index) =>
      changeMembers(client(`member ${index}`, 100 + index)),
    ),
  ];
  return {
    asked,
    async stop() {
      over = true;
      await Promise.all(running);
    },
  };
}
