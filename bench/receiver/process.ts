import { type AddressInfo, createServer } from 'node:net';
import { monotonicMs } from '../monotonic.ts';
import { createIdTable, type IdTable } from './id-table.ts';
import type { Answers, Behaviour, Counts, Progress, Question } from './messages.ts';
import { createRequestReader } from './request-reader.ts';

/**
 * The receiver: a process of its own that answers 200 to every POST and counts ids. It does as little as can be, since
 * on a small machine its share of the processor is missing to what is measured.
 */

const answer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok');
const progressEveryMs = 4;

interface Port {
  ids: IdTable;
  counts: Counts;
  /** When each id came first. */
  arrivedMs: number[];
  told: number;
  behaviour: Behaviour;
}
const ports = new Map<number, Port>();

const answers: {
  [Ask in Question['ask']]: (question: Question & { ask: Ask }) => Answers[Ask] | Promise<Answers[Ask]>;
} = {
  open: ({ behaviour }) => open(behaviour),
  behave: ({ port, behaviour }) => {
    portOf(port).behaviour = behaviour;
    return null;
  },
  counts: ({ port }) => portOf(port).counts,
  arrivals: ({ port }) => {
    const { ids, arrivedMs } = portOf(port);
    return ids.ids().map((id, index) => ({ id, atMs: arrivedMs[index]! }));
  },
  reset: ({ port }) => {
    const state = portOf(port);
    state.ids.clear();
    state.arrivedMs.length = 0;
    state.told = 0;
    Object.assign(state.counts, noCounts());
    return null;
  },
};

process.on('message', async (message: { number: number; question: Question }) => {
  const { number, question } = message;
  const reply = await answers[question.ask](question as never);
  process.send?.({ number, answer: reply });
});
// Ctrl-C reaches the whole group; whoever started the receiver ends it.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
setInterval(tellProgress, progressEveryMs);

function open(behaviour: Behaviour): Promise<number> {
  const state: Port = { ids: createIdTable(), counts: noCounts(), arrivedMs: [], told: 0, behaviour };
  const { ids, counts, arrivedMs } = state;
  const server = createServer({ noDelay: true }, (socket) => {
    const read = createRequestReader((head, idAt) => {
      counts.requests += 1;
      const index = idAt < 0 ? null : ids.add(head, idAt);
      if (index === null) counts.unreadable += 1;
      else if (index >= 0) {
        counts.unique += 1;
        counts.lastMs = arrivedMs[index] = monotonicMs();
      }
      if (state.behaviour === 'answer') socket.write(answer);
    });
    socket.on('data', (chunk) => {
      try {
        read(chunk);
      } catch {
        counts.unreadable += 1;
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
      const { port } = server.address() as AddressInfo;
      ports.set(port, state);
      resolve(port);
    });
  });
}

function tellProgress(): void {
  const progress = [...ports]
    .filter(([, { counts, told }]) => counts.unique !== told)
    .map(([port, state]) => {
      state.told = state.counts.unique;
      return { port, unique: state.told };
    });
  if (progress.length > 0) process.send?.({ progress } satisfies Progress);
}

function portOf(port: number): Port {
  const found = ports.get(port);
  if (found === undefined) throw new Error(`The receiver has no port ${port}`);
  return found;
}

function noCounts(): Counts {
  return { unique: 0, requests: 0, unreadable: 0, lastMs: 0 };
}
