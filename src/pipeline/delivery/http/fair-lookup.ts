import type { Lookup } from './lookup.ts';

type Callback = Parameters<Lookup>[2];
type Options = Parameters<Lookup>[1];

/** What was seen of a name: it was answered in time, it was not, or nothing yet. */
type Standing = 'answers' | 'unknown' | 'hangs';

/** A question that waits for its turn, or is under way, with all who want the answer. */
interface Question {
  hostname: string;
  options: Options;
  callbacks: Set<Callback>;
  standing: Standing;
}

/** A name was not resolved in time. Recognized by `code` after it has come through other hands. */
export class LookupTimedOut extends Error {
  readonly code = 'BELLWIRE_LOOKUP_TIMEOUT';
}

/** Longer than the five seconds after which systems ask the next name server, unless told otherwise. */
const defaultLimitMs = 8_000;

/** Names that are remembered, and questions that wait; beyond that the oldest is forgotten, and a new one refused. */
const maxKnown = 10_000;
const maxQueued = 1_000;

/**
 * How many look-ups may be under way. They run on Node's pool of threads, which gives half of itself to them and lets none be
 * cancelled: one that nobody answers has its thread for as long as the system goes on asking, half a minute or so.
 */
export const lookupsOf = (threads: number): number => Math.max(1, Math.floor((threads + 1) / 2));

/**
 * Shares the few look-ups that may be under way among all receivers, so that names which nobody answers for hold up nobody else.
 *
 * - Those who ask for a name at the same time get the same answer, each with his own judgement of it: one look-up at a time.
 * - Names that were answered in time before may use all of the turns. All others together get half of them, and those that were
 *   not answered in time a quarter. So whoever brings such names gets in the way of new names only.
 * - Who has waited for the limit is told that it failed. The look-up goes on, to learn how the name stands.
 */
export function createFairLookup(input: {
  lookup: Lookup;
  /** Look-ups under way at once. */
  most: number;
  limitMs?: number;
}): Lookup {
  const { lookup, most, limitMs = defaultLimitMs } = input;
  const mostOf: Record<Standing, number> = {
    answers: most,
    unknown: Math.max(1, Math.floor(most / 2)),
    hangs: Math.max(1, Math.floor(most / 4)),
  };
  const standings = new Map<string, Standing>();
  const questions = new Map<string, Question>();
  const queues: Record<Standing, Set<string>> = { answers: new Set(), unknown: new Set(), hangs: new Set() };
  const underWay: Record<Standing, number> = { answers: 0, unknown: 0, hangs: 0 };

  function remember(hostname: string, standing: Standing): void {
    standings.delete(hostname);
    standings.set(hostname, standing);
    const [oldest] = standings.keys();
    if (standings.size > maxKnown && oldest !== undefined) standings.delete(oldest);
  }

  function mayGo(standing: Standing): boolean {
    const { answers, unknown, hangs } = underWay;
    if (answers + unknown + hangs >= most) return false;
    if (standing === 'answers') return true;
    return unknown + hangs < mostOf.unknown && underWay[standing] < mostOf[standing];
  }

  function startNext(): void {
    for (const standing of ['answers', 'unknown', 'hangs'] as const) {
      for (const key of queues[standing]) {
        if (!mayGo(standing)) break;
        queues[standing].delete(key);
        const question = questions.get(key);
        if (question !== undefined) start(key, question);
      }
    }
  }

  function start(key: string, question: Question): void {
    const { hostname, standing } = question;
    underWay[standing] += 1;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      remember(hostname, 'hangs');
    }, limitMs);
    timer.unref();
    const end: Callback = (error, addresses) => {
      clearTimeout(timer);
      underWay[standing] -= 1;
      questions.delete(key);
      remember(hostname, late ? 'hangs' : 'answers');
      for (const callback of [...question.callbacks]) callback(error, [...addresses]);
      startNext();
    };
    lookup(hostname, question.options, (error, addresses) => end(error, addresses ?? []));
  }

  return (hostname, options, callback) => {
    const key = JSON.stringify([hostname, options.family, options.hints, options.order, options.verbatim]);
    let question = questions.get(key);
    const queued = queues.answers.size + queues.unknown.size + queues.hangs.size;
    if (question === undefined && queued >= maxQueued) {
      setImmediate(() => callback(new LookupTimedOut('too many other names wait to be resolved'), []));
      return;
    }
    const timer = setTimeout(() => {
      question?.callbacks.delete(answer);
      callback(new LookupTimedOut(`nobody answered within ${limitMs} ms`), []);
    }, limitMs);
    timer.unref();
    const answer: Callback = (error, addresses) => {
      clearTimeout(timer);
      callback(error, addresses);
    };
    if (question !== undefined) {
      question.callbacks.add(answer);
      return;
    }
    const standing = standings.get(hostname) ?? 'unknown';
    question = { hostname, options, callbacks: new Set([answer]), standing };
    questions.set(key, question);
    queues[standing].add(key);
    startNext();
  };
}
