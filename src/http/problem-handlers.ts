import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { BellwireError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import {
  type HttpErrorCode,
  type ProblemDetails,
  problemDetails,
  problemOfError,
} from './problem-details.ts';
import { validationProblems } from './validation-problems.ts';

/** The answers to everything that goes wrong, wherever it does. */
export function problemHandlers({ log }: { log: Log }) {
  return {
    onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
      const problem = problemOf(error, request);
      if (problem.status >= 500) {
        log[problem.code === 'unavailable' ? 'warn' : 'error'](
          { requestId: request.id, route: request.routeOptions.url, err: error },
          'request failed',
        );
      }
      return sendProblem(reply, problem);
    },

    onNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
      return sendProblem(reply, notFoundProblem(request));
    },

    /** A URL that cannot be decoded gets here, before any route or hook. */
    onFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
      sendProblem(reply, problemOf(error, request));
    },
  };
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: ProblemDetails): FastifyReply {
  if (problem.code === 'unauthenticated') {
    reply.header('www-authenticate', 'Bearer realm="bellwire"');
  }
  if (problem.code === 'unavailable') reply.header('retry-after', '5');
  return (
    reply
      .code(problem.status)
      .type('application/problem+json')
      // As text: a route's own serializer is for its own answers.
      .serializer((payload: unknown) => JSON.stringify(payload))
      .send(problem)
  );
}

/** The problem of a path that leads nowhere. */
export function notFoundProblem(request: FastifyRequest): ProblemDetails {
  const detail = `There is nothing at ${request.method} ${pathOf(request)}.`;
  return problemDetails({ code: 'not-found', detail, requestId: request.id });
}

/** The path without the query, which may carry what belongs in no log and no answer. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

function problemOf(error: FastifyError, request: FastifyRequest): ProblemDetails {
  const requestId = request.id;
  if (error instanceof BellwireError) return problemOfError(error, requestId);
  if (error.validation !== undefined) {
    const problems = validationProblems(error.validation);
    return problemDetails({
      code: 'invalid',
      detail: `The ${error.validationContext ?? 'request'} is not valid.`,
      problems,
      requestId,
    });
  }
  const known = knownFault(error.statusCode ?? 500);
  return known === null ? problemOfError(error, requestId) : problemDetails({ ...known, requestId });
}

/** What Fastify itself refuses, in our words: its own tell of parsers and settings. */
function knownFault(status: number): { code: HttpErrorCode; detail: string } | null {
  switch (status) {
    case 400:
      return { code: 'malformed', detail: 'The body is not valid JSON, or the request not valid HTTP.' };
    case 404:
      return { code: 'not-found', detail: 'There is nothing at this path.' };
    case 413:
      return { code: 'too-large', detail: 'The body is larger than Bellwire takes.' };
    case 415:
      return { code: 'unsupported-media-type', detail: 'The body must be application/json.' };
    case 503:
      return { code: 'unavailable', detail: 'Bellwire is stopping.' };
    default:
      return null;
  }
}
