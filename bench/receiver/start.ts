import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { closing } from '../start/cleanup.ts';
import type { Answers, Behaviour, Counts, Progress, Question } from './messages.ts';

/** One port of the receiver process: one receiver, as far as a sender can see. */
export interface Receiver {
  port: number;
  origin: string;
  /** Different ids so far, as last told: a few milliseconds old. */
  unique(): number;
  /** Settles when so many different ids have come. Throws when nothing new came for a long time. */
  untilUnique(count: number): Promise<void>;
  counts(): Promise<Counts>;
  /** From now on. Requests that hang go on hanging. */
  behave(behaviour: Behaviour): Promise<void>;
  arrivals(): Promise<Answers['arrivals']>;
  reset(): Promise<void>;
}

/** The receiver process. */
export interface ReceiverProcess {
  open(behaviour?: Behaviour): Promise<Receiver>;
  stop(): Promise<void>;
}

/** Longer than any pause that Bellwire makes before it sends again. */
const silenceMs = 60_000;

export async function startReceiver(): Promise<ReceiverProcess> {
  const child = fork(fileURLToPath(new URL('./process.js', import.meta.url)), { serialization: 'advanced' });
  const pending = new Map<number, (answer: unknown) => void>();
  const unique = new Map<number, number>();
  const onProgress = new Set<() => void>();
  let asked = 0;
  child.on('message', (message: Progress | { number: number; answer: unknown }) => {
    if ('progress' in message) {
      for (const told of message.progress) unique.set(told.port, told.unique);
      for (const listener of [...onProgress]) listener();
      return;
    }
    pending.get(message.number)?.(message.answer);
    pending.delete(message.number);
  });
  function ask<Ask extends Question['ask']>(question: Question & { ask: Ask }): Promise<Answers[Ask]> {
    return new Promise((resolve) => {
      asked += 1;
      pending.set(asked, resolve as (answer: unknown) => void);
      child.send({ number: asked, question });
    });
  }
  function untilUnique(port: number, count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const tooLong = () => {
        onProgress.delete(look);
        reject(
          new Error(`Of ${count} ids ${unique.get(port)} arrived, and then nothing for ${silenceMs} ms`),
        );
      };
      let patience = setTimeout(tooLong, silenceMs);
      function look(): void {
        clearTimeout(patience);
        if ((unique.get(port) ?? 0) < count) {
          patience = setTimeout(tooLong, silenceMs);
          return;
        }
        onProgress.delete(look);
        resolve();
      }
      onProgress.add(look);
      look();
    });
  }

  return {
    async open(behaviour = 'answer') {
      const port = await ask({ ask: 'open', behaviour });
      unique.set(port, 0);
      return {
        port,
        origin: `http://127.0.0.1:${port}`,
        unique: () => unique.get(port)!,
        untilUnique: (count) => untilUnique(port, count),
        counts: () => ask({ ask: 'counts', port }),
        arrivals: () => ask({ ask: 'arrivals', port }),
        async behave(next) {
          await ask({ ask: 'behave', port, behaviour: next });
        },
        async reset() {
          await ask({ ask: 'reset', port });
          unique.set(port, 0);
        },
      };
    },
    stop: closing(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }),
  };
}
