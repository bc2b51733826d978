import type { FastifyInstance } from 'fastify';
import { problemDetails } from '../problem-details.ts';
import { notFoundProblem, pathOf, sendProblem } from '../problem-handlers.ts';

/** Answers 405 instead of 404 where the path is there and only the method is not. Call it before any route is made. */
export function answerWrongMethods(app: FastifyInstance): void {
  const known: { pattern: RegExp; methods: string[] }[] = [];

  app.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replace(/:[^/]+/g, '[^/]+')}$`);
    known.push({ pattern, methods: [method].flat() });
  });

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = known.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    if (methods.length === 0) return sendProblem(reply, notFoundProblem(request));
    const allowed = [...new Set(methods)].join(', ');
    const detail = `This path takes ${allowed}.`;
    const problem = problemDetails({ code: 'method-not-allowed', detail, requestId: request.id });
    return sendProblem(reply.header('allow', allowed), problem);
  });
}
