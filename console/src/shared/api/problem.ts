/** One thing wrong with the input: where (a JSON pointer, empty for the whole) and what. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

/** What Bellwire answered instead of success, or that it did not answer at all (status 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(told: {
    status: number;
    code: string;
    detail: string;
    fields?: readonly FieldProblem[];
    requestId?: string | null;
    retryAfterSeconds?: number | null;
  }) {
    super(told.detail);
    this.name = 'ApiProblem';
    this.status = told.status;
    this.code = told.code;
    this.fields = told.fields ?? [];
    this.requestId = told.requestId ?? null;
    this.retryAfterSeconds = told.retryAfterSeconds ?? null;
  }
}

/** Reads an answer that is no success. Whatever came in its place (a proxy's page, say), a problem comes out. */
export function readProblem(told: {
  status: number;
  body: unknown;
  retryAfter: string | null;
  requestId: string | null;
}): ApiProblem {
  const body = isRecord(told.body) ? told.body : {};
  const seconds = Number(told.retryAfter ?? Number.NaN);
  return new ApiProblem({
    status: told.status,
    code: typeof body.code === 'string' ? body.code : `http-${told.status}`,
    detail: detailIn(body) ?? `The answer was ${told.status}, without a reason.`,
    fields: fieldsIn(body),
    requestId: typeof body.requestId === 'string' ? body.requestId : told.requestId,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  });
}

/** In the native API's shape, or in that of Apigee's monetization: `code`, `message`, `contexts`. */
function detailIn({ detail, message }: Record<string, unknown>): string | null {
  if (typeof detail === 'string') return detail;
  return typeof message === 'string' ? message : null;
}

function fieldsIn({ errors, contexts }: Record<string, unknown>): FieldProblem[] {
  if (Array.isArray(errors)) return errors.filter(isFieldProblem);
  if (!Array.isArray(contexts)) return [];
  return contexts.filter(isRecord).map(({ name, value }) => ({
    pointer: `/${String(name).replaceAll('.', '/')}`,
    detail: String(value),
  }));
}

/** The one place where what went wrong becomes words: what happened, then what to do. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong in this page. Load it again.';
  if (error.status === 0) return 'Bellwire cannot be reached. Is it running, and is the network up?';
  switch (error.code) {
    case 'unauthenticated':
      return 'You are not signed in any more. Sign in again.';
    case 'forbidden':
      return `Not allowed: ${sentence(error.message)}`;
    case 'not-found':
      return 'Not found here. It may have been deleted, or your role may not see it.';
    case 'internal':
      return 'Something went wrong inside Bellwire. Its log says what, under the id of this request.';
    case 'unavailable':
      return `Bellwire answered 503: ${sentence(error.message)}`;
    default:
      if (error.status === 429) return `Too many requests. ${again(error.retryAfterSeconds)}`;
      return sentence(error.message);
  }
}

function again(seconds: number | null): string {
  return seconds === null ? 'Try again in a moment.' : `Try again in ${seconds} s.`;
}

/** With a capital and a full stop, as the API's details often have neither. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const first = trimmed[0]!.toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.pointer === 'string' && typeof value.detail === 'string';
}
