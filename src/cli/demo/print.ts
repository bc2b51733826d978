import type { ReceivedCall } from './call.ts';
import type { Stage } from './set-up.ts';

/** One line for a call that arrived: method, path, event, status, milliseconds since the step began. */
export function callLine(call: ReceivedCall, stepStartedMs: number): string {
  const url = new URL(call.url, 'http://receiver');
  const event = url.searchParams.get('event') ?? hubTypeIn(call.body) ?? percentIn(call.body);
  const ms = `${Math.max(0, call.atMs - stepStartedMs)} ms`;
  return `    ${call.method.padEnd(6)} ${url.pathname.padEnd(44)} ${event.padEnd(20)} ${call.status}  ${ms.padStart(6)}`;
}

/** The type that an event of a hub begins with: `API.CREATED`. */
function hubTypeIn(body: string): string | undefined {
  return /^\{"type":"([^"]+)","data":\[/.exec(body)?.[1];
}

/** What a call about usage says first of all: `80 %`. */
function percentIn(body: string): string {
  const percent = /"quotaPercentUsed":([\d.]+)/.exec(body)?.[1];
  return percent === undefined ? '' : `${percent} %`;
}

/** What to try while the demo stays up. */
export function playLines(stage: Stage, url: string, adminToken: string): string[] {
  return [
    '',
    'Bellwire stays up for play. Ctrl-C ends it and removes its data.',
    '',
    `  The native API        ${url}/api/v1/openapi.json`,
    `  The Mashery V3 API    ${url}/mashery/v3/rest`,
    '',
    'Register somebody, and watch the call arrive here:',
    '',
    `  curl -s ${url}/mashery/v3/rest/members -H 'authorization: Bearer ${stage.accessToken}' \\`,
    `    -H 'content-type: application/json' \\`,
    `    -d '{"username":"grace","email":"grace@example.com","displayName":"Grace"}'`,
    '',
    'See what was sent, and what came back:',
    '',
    `  curl -s ${url}/api/v1/organizations/demo/deliveries -H 'authorization: Bearer ${adminToken}'`,
    `  curl -s ${url}/api/v1/organizations/demo/attempts -H 'authorization: Bearer ${adminToken}'`,
    '',
  ];
}
