import type { Client, Dispatcher } from 'undici';
import type { Clock } from '../../../base/clock.ts';
import type { Policy } from '../../../store/records/policy.ts';
import type { Answer, Outcome, Timings } from '../attempt.ts';
import type { WireRequest } from '../format.ts';
import type { Connections } from './connections.ts';
import { destinationOf } from './destination.ts';
import { type Phase, reasonOfFailure } from './failure.ts';
import { type ConnectTimings, takeConnectTimings } from './new-connection.ts';
import { reasonOfStatus } from './status.ts';

/** Of an answer's body, this much is kept; reading stops there. */
export const keptBodyBytes = 64 * 1024;

/** How long an attempt may take. */
export type SendLimits = Pick<Policy, 'connectTimeoutMs' | 'totalTimeoutMs' | 'answerTimeoutMs'>;

interface Sending {
  connections: Connections;
  clock: Clock;
  request: WireRequest;
  limits: SendLimits;
}

/** Sends one request. Never throws: whatever happens is an outcome. */
export function sendOnce(sending: Sending): Promise<Outcome> {
  return new Promise((resolve) => new Attempt(sending, resolve).start());
}

const nothing = Buffer.alloc(0);

/**
 * One request on its way. A class, where elsewhere there are closures: it is made for every attempt, and one object with
 * fields costs a tenth of a dozen functions that share variables.
 */
class Attempt implements Dispatcher.DispatchHandler {
  private readonly sending: Sending;
  private readonly resolve: (outcome: Outcome) => void;
  private readonly startMs: number;
  private phase: Phase = 'connect';
  private connected: ConnectTimings | null = null;
  private sentMs: number;
  private answeredMs = 0;
  private answer: Answer | null = null;
  /** What came of the body: nothing, one piece (nearly always), or several. */
  private pieces: Buffer[] = [];
  private origin = '';
  private connection: Client | null = null;
  private controller: Dispatcher.DispatchController | null = null;
  private done = false;
  private connectTimer: NodeJS.Timeout | undefined;
  private totalTimer: NodeJS.Timeout | undefined;
  private answerTimer: NodeJS.Timeout | undefined;

  constructor(sending: Sending, resolve: (outcome: Outcome) => void) {
    this.sending = sending;
    this.resolve = resolve;
    this.startMs = sending.clock.monotonicMs();
    this.sentMs = this.startMs;
  }

  start(): void {
    const { connections, request, limits } = this.sending;
    this.totalTimer = setTimeout(totalIsOver, limits.totalTimeoutMs, this);
    try {
      const { origin, path } = destinationOf(request.url);
      const { method, headers, body } = request;
      this.origin = origin;
      this.connection = connections.take(origin);
      this.connection.dispatch({ path, method: method as Dispatcher.HttpMethod, headers, body }, this);
    } catch (error) {
      this.finish({ ...reasonOfFailure(error, this.phase), reason: 'request-invalid' });
    }
    // With a connection that is kept open the request is out by now, and there is nothing to wait for.
    if (this.phase === 'connect' && !this.done) {
      this.connectTimer = setTimeout(connectIsOver, limits.connectTimeoutMs, this);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.done) {
      controller.abort(new Error('the attempt has ended'));
      return;
    }
    clearTimeout(this.connectTimer);
    this.connected = takeConnectTimings();
    this.phase = 'wait';
    this.sentMs = this.sending.clock.monotonicMs();
    const { answerTimeoutMs } = this.sending.limits;
    if (answerTimeoutMs !== undefined) {
      this.answerTimer = setTimeout(answerIsOver, answerTimeoutMs, this);
    }
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Answer['headers']): void {
    this.phase = 'body';
    this.answeredMs = this.sending.clock.monotonicMs();
    this.answer = { status, headers, body: nothing, bodySize: 0 };
  }

  onResponseData(_: Dispatcher.DispatchController, piece: Buffer): void {
    const answer = this.answer;
    if (answer === null || this.done) return;
    answer.bodySize += piece.length;
    this.pieces.push(piece);
    // The status is known and enough of the body is kept: the rest may be endless.
    if (answer.bodySize > keptBodyBytes) {
      this.finish(reasonOfStatus(answer.status));
      this.controller?.abort(new Error('the answer was cut'));
    }
  }

  onResponseEnd(): void {
    if (this.connection !== null && !this.done) {
      // Before the outcome is told: what is sent next goes out on the same connection.
      this.sending.connections.giveBack(this.origin, this.connection);
      this.connection = null;
    }
    this.finish(this.answer === null ? null : reasonOfStatus(this.answer.status));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.finish(reasonOfFailure(error, this.phase));
  }

  /** Ends the attempt at a deadline, and the connection with it. */
  giveUp(limit: keyof SendLimits): void {
    if (this.done) return;
    const ms = this.sending.limits[limit];
    const connecting = this.phase === 'connect';
    if (limit === 'connectTimeoutMs' && !connecting) return;
    const detail =
      limit === 'connectTimeoutMs' ? `No connection within ${ms} ms.` : `No complete answer within ${ms} ms.`;
    this.finish({ reason: connecting ? 'connect-timeout' : 'answer-timeout', detail });
    this.controller?.abort(new Error(detail));
  }

  private finish(failure: { reason: Outcome['reason']; detail: string } | null): void {
    if (this.done) return;
    this.done = true;
    clearTimeout(this.connectTimer);
    clearTimeout(this.totalTimer);
    clearTimeout(this.answerTimer);
    if (this.connection !== null) this.sending.connections.drop(this.connection);
    const answer = this.answer;
    if (answer !== null) answer.body = bodyFrom(this.pieces);
    const timings = this.measured();
    this.resolve({ answer, timings, reason: failure?.reason ?? null, detail: failure?.detail ?? null });
  }

  private measured(): Timings {
    const nowMs = this.sending.clock.monotonicMs();
    const total = nowMs - this.startMs;
    const timings: Timings =
      this.answer === null
        ? { total }
        : { wait: this.answeredMs - this.sentMs, body: nowMs - this.answeredMs, total };
    return this.connected === null ? timings : { ...this.connected, ...timings };
  }
}

const totalIsOver = (attempt: Attempt) => attempt.giveUp('totalTimeoutMs');
const connectIsOver = (attempt: Attempt) => attempt.giveUp('connectTimeoutMs');
const answerIsOver = (attempt: Attempt) => attempt.giveUp('answerTimeoutMs');

/**
 * The pieces are parts of what was read from the socket, 64 KiB however short the answer: what is kept until the result is
 * written has to be a copy, or a hundred short answers would hold megabytes.
 */
function bodyFrom(pieces: readonly Buffer[]): Buffer {
  if (pieces.length === 0) return nothing;
  if (pieces.length === 1 && pieces[0]!.length <= keptBodyBytes) return Buffer.from(pieces[0]!);
  return Buffer.concat(pieces).subarray(0, keptBodyBytes);
}
