import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BellwireError, invalid } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { findUnstorable } from '../../catalogue/storable.ts';
import { type Adapted, answerFor } from '../../metering/adapters/adapted.ts';
import { fromCloudEvents } from '../../metering/adapters/cloud-events.ts';
import { fromKong } from '../../metering/adapters/kong.ts';
import { fromNginx } from '../../metering/adapters/nginx.ts';
import { reportedFrom } from '../../metering/adapters/reported-from.ts';
import type { HttpServices } from '../http-services.ts';
import { problemDetails } from '../problem-details.ts';
import { sendProblem } from '../problem-handlers.ts';
import { contextOf } from './organization-of.ts';
import { answers, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';
import { kongQuery, nginxQuery, usageReport } from './schemas/usage.ts';

const tags = ['usage'];
/** Ten thousand transactions with everything that one can say of them; what is larger is answered with 413. */
const bodyLimit = 8 * 1024 * 1024;
const events = 'application/cloudevents+json';
const eventBatches = 'application/cloudevents-batch+json';
const lines = ['application/x-ndjson', 'application/jsonl', 'text/plain'];

/** What callers of APIs have used. */
export function usageRoutes({ access, usage }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    takeMoreTypes(app);

    app.post(
      '/organizations/:org/usage',
      {
        bodyLimit,
        schema: {
          operationId: 'usage.report',
          tags,
          summary: 'Report transactions, up to ten thousand at once: all are counted, or none',
          description:
            'Or events of CloudEvents 1.0 in structured mode, whose data is a transaction without id and time: these ' +
            "are taken from the event, and what belongs to nobody's plan is left out.",
          params: organizationPath,
          body: {
            content: {
              'application/json': { schema: usageReport },
              [events]: { schema: {} },
              [eventBatches]: { schema: {} },
            },
          },
          response: answers({ 202: ref('UsageAnswer') }, 400, 404, 413, 415),
        },
        preValidation: takeOnly(['application/json', events, eventBatches]),
      },
      async (request, reply) => {
        const context = await contextOf(access, request);
        if (request.mediaType !== 'application/json') {
          return reply.code(202).send(await reportAdapted(context, fromCloudEvents(request.body as Json)));
        }
        const { transactions } = request.body as ReportBody;
        const reported = transactions.map((one) => reportedFrom(one, one));
        const problems = reported.flatMap((one, index) =>
          'field' in one ? [{ field: `transactions.${index}.${one.field}`, message: one.message }] : [],
        );
        const unstorable = findUnstorable(request.body as Json);
        if (unstorable.length > 0) throw invalid('The usage cannot be counted.', unstorable);
        if (problems.length > 0) throw invalid('The usage cannot be counted.', problems);
        const all = reported.flatMap((one) => ('field' in one ? [] : [one]));
        return reply.code(202).send(await usage.report(context, all).catch(inTransactions));
      },
    );

    app.post(
      '/organizations/:org/usage/kong',
      {
        bodyLimit,
        schema: {
          operationId: 'usage.kong',
          tags,
          summary: "Report what Kong's http-log plugin sends: one request, or a list of them",
          params: organizationPath,
          querystring: kongQuery,
          body: {},
          response: answers({ 202: ref('UsageAnswer') }, 400, 404, 413, 415),
        },
        preValidation: takeOnly(['application/json']),
      },
      async (request, reply) => {
        const context = await contextOf(access, request);
        const adapted = fromKong(request.body as Json, request.query);
        return reply.code(202).send(await reportAdapted(context, adapted));
      },
    );

    app.post(
      '/organizations/:org/usage/nginx',
      {
        bodyLimit,
        schema: {
          operationId: 'usage.nginx',
          tags,
          summary: 'Report lines of an access log in JSON, such as nginx writes them',
          consumes: lines,
          params: organizationPath,
          querystring: nginxQuery,
          body: { content: Object.fromEntries(lines.map((type) => [type, { schema: { type: 'string' } }])) },
          response: answers({ 202: ref('UsageAnswer') }, 400, 404, 413, 415),
        },
        preValidation: takeOnly(lines),
      },
      async (request, reply) => {
        const context = await contextOf(access, request);
        const adapted = fromNginx(String(request.body), request.query);
        return reply.code(202).send(await reportAdapted(context, adapted));
      },
    );

    async function reportAdapted(context: Awaited<ReturnType<typeof contextOf>>, adapted: Adapted) {
      const transactions = adapted.transactions.map(({ reported }) => reported);
      // A gateway cannot correct what it logged; to refuse it would only make it come again.
      return answerFor(adapted, await usage.report(context, transactions, { strangers: 'leave-out' }));
    }
  };
}

interface ReportBody {
  transactions: (Parameters<typeof reportedFrom>[0] & { id: string; time: string | undefined })[];
}

/** The problems of transactions, named as they stand in the body. */
function inTransactions(error: unknown): never {
  if (!(error instanceof BellwireError)) throw error;
  const problems = error.problems.map(({ field, message }) => ({
    field: field === '' ? 'transactions' : `transactions.${field}`,
    message,
  }));
  throw new BellwireError(error.code, error.message, problems, { cause: error });
}

/** Refuses what a path does not take. The parsers are those of all paths here, and a schema is asked for its own types only. */
function takeOnly(types: readonly string[]) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.body === undefined || request.body === null) throw invalid('There is no body.');
    if (types.includes(request.mediaType ?? '')) return;
    const detail = `The body must be ${types.join(' or ')}.`;
    const code = 'unsupported-media-type';
    return sendProblem(reply, problemDetails({ code, detail, requestId: request.id }));
  };
}

function takeMoreTypes(app: FastifyInstance): void {
  app.addContentTypeParser(
    [events, eventBatches],
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.addContentTypeParser(lines, { parseAs: 'string' }, (_request, body, done) => done(null, body));
}
