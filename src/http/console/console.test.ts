import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { systemClock } from '../../base/clock.ts';
import { createIds } from '../../base/ids.ts';
import type { HttpServices } from '../http-services.ts';
import { buildServer } from '../server.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let folder: string;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwire-console-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, '.vite'));
  const files = {
    'index.html': '<!doctype html><html><head><title>t</title></head><body></body></html>',
    'assets/index-a1b2c3.js': 'export {};',
    'assets/index-a1b2c3.js.gz': 'compressed',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '.vite/manifest.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

function server(consoleFolder?: string, more: Partial<HttpServices> = {}) {
  const app = buildServer({
    log: recordingLog(),
    ids: createIds(systemClock),
    dialects: [{ prefix: '/dialect', routes: async () => {} }],
    checkReady: async () => {},
    version: '0.0.0',
    ...(consoleFolder && { consoleFolder }),
    ...more,
  } as HttpServices);
  open.push(app);
  return (url: string, headers: Record<string, string> = browser, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
    app.inject({ method, url, headers });
}

describe('the page', () => {
  it.each([
    '/',
    '/signin',
    '/orgs/new',
    '/o/acme',
    '/o/acme/deliveries?status=failed',
    '/o/a%2Fb/objects/x',
    '/o/acme/apigee/developers/ada@example.com',
  ])('is answered at %s, and never kept', async (url) => {
    const { statusCode, headers, payload } = await server(folder)(url);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(payload).toContain('<title>t</title>');
  });

  it('runs no script but files of its own, and is framed by nobody', async () => {
    const policy = String((await server(folder)('/')).headers['content-security-policy']);
    const directives = new Map(policy.split('; ').map((part) => part.split(/ (.*)/, 2) as [string, string]));
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('frame-ancestors')).toBe("'none'");
    expect(directives.get('base-uri')).toBe("'none'");
    expect(directives.get('style-src')).not.toContain('unsafe');
  });

  it('carries the nonce of its styles, another one each time', async () => {
    const ask = server(folder);
    const seen = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      const { headers, payload } = await ask('/');
      const nonce = /nonce="([^"]+)"/.exec(payload)![1]!;
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('is for browsers: programs are told that there is nothing', async () => {
    for (const headers of [{ accept: 'application/json' }, { accept: '*/*' }]) {
      expect((await server(folder)('/o/acme', headers)).json()).toMatchObject({ code: 'not-found' });
    }
    expect((await server(folder)('/o/acme', browser, 'POST')).statusCode).toBe(404);
  });

  it('is not what APIs and probes answer, also to a browser', async () => {
    const ask = server(folder);
    for (const url of ['/api', '/api/v1/nothing', '/api/v2', '/dialect/nothing', '/metrics']) {
      const { statusCode, headers } = await ask(url);
      expect([url, statusCode, headers['content-type']]).toEqual([url, 404, 'application/problem+json']);
    }
    expect((await ask('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('is not there on a node that only sends', async () => {
    expect((await server(folder, { operatorsOnly: true })('/')).statusCode).toBe(404);
  });
});

describe('a file of the console', () => {
  it('is kept for ever when its name changes with its content, and asked for anew when not', async () => {
    const ask = server(folder);
    const asset = await ask('/assets/index-a1b2c3.js', { accept: '*/*' });
    expect(asset).toMatchObject({ statusCode: 200, payload: 'export {};' });
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
      'x-content-type-options': 'nosniff',
    });
    const icon = await ask('/favicon.svg');
    expect(icon.headers).toMatchObject({ 'cache-control': 'no-cache', etag: expect.any(String) });
    const again = await ask('/favicon.svg', { 'if-none-match': String(icon.headers.etag) });
    expect(again.statusCode).toBe(304);
  });

  it('comes compressed to whoever takes it so', async () => {
    const { headers, payload } = await server(folder)('/assets/index-a1b2c3.js', {
      'accept-encoding': 'gzip',
    });
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': expect.stringContaining('javascript'),
    });
    expect(payload).toBe('compressed');
  });

  it('that an older build had is gone, also for a browser', async () => {
    const { statusCode, headers } = await server(folder)('/assets/index-000000.js');
    expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json']);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/.vite/manifest.json',
  ])('is not found at %s', async (url) => {
    const { statusCode, payload } = await server(folder)(url, { accept: '*/*' });
    expect(statusCode).toBe(404);
    expect(payload).not.toContain('root:');
  });
});

it('says how to build the console where it is not built', async () => {
  for (const ask of [server(), server(join(folder, 'assets'))]) {
    const { statusCode, headers, payload } = await ask('/');
    expect([statusCode, headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
    expect(payload).toContain('npm run build');
  }
});
