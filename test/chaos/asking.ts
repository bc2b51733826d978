import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, wholeBetween } from './random.ts';
import type { Stage } from './stage.ts';

/** One request of the load: what it was to tell, and what its client knows in the end. */
export interface Asked {
  /** Each names one event among all: `publisher 1/17`. Text before the slash: the order is within that. */
  marks: string[];
  /** Nothing is known of a request whose client gave up while nobody answered. */
  outcome: 'acknowledged' | 'refused' | 'unknown';
  /** What was acknowledged, where the answer says so. In the order of the marks. */
  eventIds: string[] | null;
}

/** What a client of the load works with. */
export interface Client {
  name: string;
  random: Random;
  stage: Stage;
  asked: Asked[];
  isOver(): boolean;
  /** A node; nobody knows whether it is up. */
  url(): string;
  pause(): Promise<void>;
}

/** A client waits this long for somebody to answer, asking again and again, before it gives up. */
export const giveUpAfterMs = 30_000;

/** What one try came to: an answer, or null when there was none or one that decides nothing. */
export interface Answer {
  status: number;
  text: string;
}

/** Asks once. Null: no answer, or that of a node which cannot decide now. */
export async function askOnce(url: string, init: RequestInit): Promise<Answer | null> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
    const text = await answer.text();
    return answer.status >= 500 || answer.status === 429 ? null : { status: answer.status, text };
  } catch {
    return null;
  }
}

/** Asks until somebody decides, at one node or another. Null when nobody did for too long. */
export async function askUntilAnswered(
  client: Client,
  ask: () => Promise<Answer | null>,
): Promise<Answer | null> {
  for (const endMs = Date.now() + giveUpAfterMs; Date.now() < endMs; ) {
    const answer = await ask();
    if (answer !== null) return answer;
    await sleep(wholeBetween(client.random, 50, 300));
  }
  return null;
}
