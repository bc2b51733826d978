/** What is known of a span. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** A piece of work with a beginning and an end, in a trace. */
export interface Span {
  /** How the next one down the line finds it (W3C Trace Context). */
  traceparent: string;
  /** What is done inside, also later, is part of it. */
  within<T>(work: () => T): T;
  note(facts: SpanFacts): void;
  /** Once. With a word for what went wrong, if something did. */
  end(failure?: string | null): void;
}

export interface SpanStart {
  name: string;
  kind: 'server' | 'client' | 'internal';
  /** The traceparent of the span it is part of; null for a new trace; what is under way, where it is not given. */
  parent?: string | null;
  facts?: SpanFacts;
}

/** Where the parts of Bellwire say what they are doing, for a trace through all systems concerned. */
export interface Tracing {
  /** False where nobody looks: then nothing has to be gathered either. */
  on: boolean;
  start(start: SpanStart): Span;
  /** The traceparent of what is under way, if anything is. */
  current(): string | undefined;
  /** Sends what has not been sent yet. */
  stop(): Promise<void>;
}

const noSpan: Span = { traceparent: '', within: (work) => work(), note() {}, end() {} };

/** Traces nothing. */
export const noTracing: Tracing = {
  on: false,
  start: () => noSpan,
  current: () => undefined,
  stop: async () => {},
};

/** Does a piece of work as a span. */
export async function traced<T>(
  tracing: Tracing,
  start: SpanStart,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const span = tracing.start(start);
  try {
    const result = await span.within(() => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error instanceof Error ? error.name : 'error');
    throw error;
  }
}
