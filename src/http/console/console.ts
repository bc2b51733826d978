import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ids } from '../../base/ids.ts';
import { pathOf } from '../problem-handlers.ts';
import { pageHeaders } from './page-headers.ts';

/** The console, as far as the server has to know it: files, and one page for every address of a person. */
export interface Console {
  /** The page, if that is what this request for nothing else is after; otherwise nothing. */
  answer(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined;
}

const notBuilt = `The console is not built here.

Build it in the folder of Bellwire with:  npm run build
and start Bellwire again. The API works without it: /api/v1/openapi.json
`;

/**
 * Serves the console from the folder that it is built into. `reserved`: first segments of paths that belong to APIs,
 * which answer for themselves. What is asked for once and named by its content may be kept for ever; the page, never.
 */
export function serveConsole(
  app: FastifyInstance,
  { folder, reserved, ids }: { folder: string | undefined; reserved: readonly string[]; ids: Ids },
): Console {
  const page = folder === undefined ? null : readPage(folder);
  if (folder !== undefined && page !== null) {
    app.register(fastifyStatic, {
      root: folder,
      // A route for each file: a wildcard would answer for what the APIs do not know.
      wildcard: false,
      globIgnore: ['index.html'],
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        reply.headers({
          'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
          'cross-origin-resource-policy': 'same-origin',
        });
      },
    });
  }

  return {
    answer(request, reply) {
      const path = pathOf(request);
      if (!isForPeople(request) || reserved.includes(path.split('/')[1] ?? '')) return undefined;
      // An asset of an older build is gone, and must not be a page that a browser then takes for a script.
      if (isFile(path) && path !== '/index.html') return undefined;
      if (page === null) return reply.code(404).type('text/plain; charset=utf-8').send(notBuilt);
      const nonce = ids.bytes(16).toString('base64');
      reply.headers(pageHeaders(nonce)).code(200).type('text/html; charset=utf-8');
      return reply.send(page.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`));
    },
  };
}

/** Of the console's own files. An address of a person may end like one: `/o/acme/apigee/developers/ada@example.com`. */
function isFile(path: string): boolean {
  return path.startsWith('/assets/') || /^\/[^/]+\.\w+$/.test(path);
}

/** A browser that goes to an address says that it wants a page; programs do not. */
function isForPeople({ method, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.accept?.includes('text/html') === true;
}

function readPage(folder: string): string | null {
  const file = join(folder, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
