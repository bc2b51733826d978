import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReceivedCall } from './call.ts';

/** The demo's receiver, running. */
export interface Receiver {
  /** The endpoint root as one would type it into a webhook. */
  root: string;
  calls: readonly ReceivedCall[];
  onCall(listener: (call: ReceivedCall) => void): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const child = fork(fileURLToPath(new URL('./receiver.js', import.meta.url)));
  const calls: ReceivedCall[] = [];
  const listeners: ((call: ReceivedCall) => void)[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The receiver ended with ${code}`)));
    child.on('message', (message: { port?: number; call?: ReceivedCall }) => {
      if (message.port !== undefined) resolve(message.port);
      if (message.call === undefined) return;
      calls.push(message.call);
      for (const listener of listeners) listener(message.call);
    });
  });
  return {
    root: `http://127.0.0.1:${port}/masherycallbacks`,
    calls,
    onCall: (listener) => listeners.push(listener),
    async stop() {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
