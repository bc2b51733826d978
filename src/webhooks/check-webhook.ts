import { checkText } from '../access/check-text.ts';
import { invalid, type Problem } from '../base/errors.ts';
import { findUnstorable } from '../catalogue/storable.ts';
import { credentialProblems, headerProblems, headerValueProblems } from '../formats/receiver-headers.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import { applyChange } from './apply-change.ts';
import { checkMove } from './check-move.ts';
import { checkLimits, checkPolicy } from './check-policy.ts';
import { completeSettings } from './check-settings.ts';
import { checkTls } from './check-tls.ts';
import { checkUrl } from './check-url.ts';
import type { WebhookServices } from './services.ts';
import type { WebhookChange } from './webhook-input.ts';

const maxHeaders = 50;

/** The webhook with the change made to it, if that is sound; otherwise throws `invalid` with everything wrong. */
export async function checkedChange(
  services: Pick<WebhookServices, 'formatsOf' | 'policyOfFormat' | 'checkDestination' | 'clock'>,
  dialect: string,
  before: WebhookRecord,
  change: WebhookChange,
): Promise<WebhookRecord> {
  // First: to merge what is nested without end would run out of stack.
  const unstorable = findUnstorable(change.settings ?? {}, 'settings');
  if (unstorable.length > 0) throw invalid('The webhook is not valid.', unstorable);
  const after = applyChange(before, change, services.policyOfFormat);
  const formats = services.formatsOf(dialect);
  const format = formats.find(({ name }) => name === after.format);
  const completed =
    format === undefined
      ? { settings: after.settings, problems: [unknownFormat(formats)] }
      : completeSettings(format, after.settings);
  const problems = [
    ...checkText('name', after.name, 255),
    // Only what is new: that a name stopped resolving must not keep anybody from changing something else.
    ...(change.url === undefined ? [] : await checkDestination(services, change.url)),
    ...completed.problems,
    ...checkLimits(after.limits),
    ...(after.policy === null ? [] : checkPolicy(after.policy)),
    ...(after.userAgent === null ? [] : checkHeaderText('userAgent', after.userAgent, 255)),
    ...(after.credentials === null ? [] : credentialProblems(after.credentials)),
    ...checkHeaders(change.headers, after.headers),
    ...checkOwnTls(change, after, services.clock.now()),
    ...checkMove(before, change),
  ];
  if (problems.length > 0) throw invalid('The webhook is not valid.', problems);
  return { ...after, settings: completed.settings };
}

async function checkDestination(
  services: Pick<WebhookServices, 'checkDestination'>,
  url: string,
): Promise<Problem[]> {
  const problems = checkUrl(url);
  return problems.length > 0 ? problems : services.checkDestination(url);
}

function checkHeaderText(field: string, text: string, maxLength: number): Problem[] {
  const problems = checkText(field, text, maxLength);
  return problems.length > 0 ? problems : headerValueProblems(field, text);
}

/** Asked of what was given, not of what is kept: there, two spellings of one name are one already. */
function checkHeaders(given: WebhookChange['headers'], kept: Record<string, string>): Problem[] {
  const set = Object.entries(given ?? {}).filter((entry): entry is [string, string] => entry[1] !== null);
  const problems = headerProblems(Object.fromEntries(set));
  if (Object.keys(kept).length > maxHeaders)
    problems.push({ field: 'headers', message: `must be at most ${maxHeaders}` });
  return problems;
}

/** Only what is new: a certificate that is over must not keep anybody from changing something else. */
function checkOwnTls(change: WebhookChange, after: WebhookRecord, now: Date): Problem[] {
  if (after.tls === null) return [];
  if ((change.tls || change.url !== undefined) && /^http:/i.test(after.url))
    return [{ field: 'tls', message: 'means nothing for a URL that begins with http://' }];
  return change.tls === undefined ? [] : checkTls(after.tls, now);
}

function unknownFormat(formats: readonly { name: string }[]): Problem {
  return { field: 'format', message: `must be one of: ${formats.map(({ name }) => name).join(', ')}` };
}
