import { BellwireError, type Problem } from '../../../base/errors.ts';
import { isUuid } from '../../../base/ids.ts';
import type { Json, JsonObject } from '../../../base/json.ts';
import { parentId } from '../../../catalogue/object-record.ts';
import { findUnstorable } from '../../../catalogue/storable.ts';
import type { Reported } from '../../../metering/reported.ts';
import { customAttributeCount } from '../catalogue/api-product.ts';
import { mintDateFrom, mintTime } from '../dates.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { idOf, objectFrom } from './body.ts';
import { invalidInput, noSuch } from './errors.ts';
import { holderNamed, objectAt, objectNamed } from './lookup.ts';
import { flagParameter } from './query.ts';

/** Reporting usage, one transaction at a time (the vendor's page on migrating developers to monetization). */
export const transactionAddresses: readonly Address[] = [{ path: '/transactions', verbs: { POST: record } }];

/** The types of the vendor's reference. Only the first two are calls of an API. */
const usageTypes = ['CHARGE', 'PURCHASE'];
const otherTypes = [
  'REFUND',
  'CREDIT',
  'BALANCE',
  'SETUPFEES',
  'TERMINATIONFEES',
  'RECURRINGFEES',
  'TRUEUP',
  'TRUEUPS',
];
const maxBatch = 1_000_000_000;
/** Apps of one name that are looked at. */
const maxNamesakes = 1000;

const attributeNames = Array.from({ length: customAttributeCount }, (_, index) => `custAtt${index + 1}`);
const read = new Set([
  ...['id', 'application', 'developer', 'product', 'batchSize', 'type', 'txProviderStatus', 'utcStartTime'],
  ...attributeNames,
]);
/** Taken and not looked at: adjustable plans have no price. */
const passed = new Set(['currency', 'rate', 'ratePlan', 'environment', 'providerTxId', 'notes']);

async function record(request: MintRequest): Promise<MintAnswer> {
  const { services, context, query } = request;
  const body = objectFrom(request.body);
  const problems = [...findUnstorable(body), ...problemsOf(body)];
  if (problems.length > 0) throw invalidInput(sentenceOf(problems), problems);
  const app = await appNamed(request, idOf(body.application) ?? '', idOf(body.developer));
  const product = await objectNamed(request, 'api_product', idOf(body.product));
  const type = String(body.type ?? 'CHARGE');
  const startedAt =
    typeof body.utcStartTime === 'string' ? dateFrom(body.utcStartTime) : services.clock.now();

  const transaction: Reported = {
    id: typeof body.id === 'string' ? body.id : services.ids.uuid(),
    caller: { type: 'app', value: app.id },
    product: product.id,
    occurredAt: startedAt,
    count: Number(body.batchSize ?? 1),
    attributes: attributesOf(body),
    outcome: usageTypes.includes(type) ? 'successful' : 'no-usage',
    providerStatus: typeof body.txProviderStatus === 'string' ? body.txProviderStatus : null,
  };
  // The reference has `force` skip the checks: what no plan counts is then taken, and counts for nothing.
  const strangers = flagParameter(query, 'force', false) ? 'leave-out' : 'refuse';
  await services.usage.report(context, [transaction], { strangers }).catch((error: unknown) => {
    throw inVendorsWords(error);
  });
  return {
    status: 201,
    body: {
      id: transaction.id,
      application: { id: app.id, name: app.fields.name ?? '' },
      product: { id: product.fields.name ?? '', name: product.fields.name ?? '' },
      batchSize: transaction.count,
      type,
      status: 'SUCCESS',
      utcStartTime: mintTime(startedAt ?? services.clock.now()),
    },
  };
}

function problemsOf(body: JsonObject): Problem[] {
  const problems: Problem[] = Object.keys(body)
    .filter((name) => !read.has(name) && !passed.has(name))
    .map((field) => ({ field, message: 'is not a property of a transaction' }));
  for (const name of ['application', 'product']) {
    if (idOf(body[name]) === undefined) problems.push({ field: `${name}.id`, message: 'is required' });
  }
  const { batchSize = 1, type = 'CHARGE', id, utcStartTime, txProviderStatus } = body;
  if (
    typeof batchSize !== 'number' ||
    !Number.isInteger(batchSize) ||
    batchSize < 1 ||
    batchSize > maxBatch
  ) {
    problems.push({ field: 'batchSize', message: `must be a whole number from 1 to ${maxBatch}` });
  }
  if (![...usageTypes, ...otherTypes].includes(String(type))) {
    const message = `must be one of: ${[...usageTypes, ...otherTypes].join(', ')}`;
    problems.push({ field: 'type', message });
  }
  if (id !== undefined && !isText(id))
    problems.push({ field: 'id', message: 'must be text of 1 to 255 characters' });
  if (txProviderStatus !== undefined && !isText(txProviderStatus)) {
    problems.push({ field: 'txProviderStatus', message: 'must be text of 1 to 255 characters' });
  }
  if (utcStartTime !== undefined && (typeof utcStartTime !== 'string' || dateFrom(utcStartTime) === null)) {
    problems.push({ field: 'utcStartTime', message: 'must be a time such as 2026-01-31 08:00:00' });
  }
  for (const name of attributeNames) {
    const value = body[name];
    if (value !== undefined && typeof value !== 'number' && typeof value !== 'string') {
      problems.push({ field: name, message: 'must be a number' });
    }
  }
  return problems;
}

/** `custAtt1` to `custAtt10`, by number. */
function attributesOf(body: JsonObject): Record<string, string | number> | null {
  const given = attributeNames.flatMap((name, index) => {
    const value = body[name];
    return typeof value === 'number' || typeof value === 'string'
      ? [[String(index + 1), value] as const]
      : [];
  });
  return given.length === 0 ? null : Object.fromEntries(given);
}

/** Names of apps are unique below their owner only; `developer` says whose is meant. */
async function appNamed(request: MintRequest, reference: string, developer: string | undefined) {
  if (isUuid(reference)) return objectAt(request, 'app', reference);
  const holder = developer === undefined ? null : await holderNamed(request, developer);
  const { objects } = await request.services.objects.list(request.context, {
    type: 'app',
    filter: { field: 'name', comparison: 'equals', value: reference },
    limit: maxNamesakes,
    offset: 0,
  });
  const found = objects
    .map(({ object }) => object)
    .filter((app) => holder === null || parentId(app, holder.type) === holder.id);
  if (found[0] === undefined) throw noSuch('Application', reference);
  if (found.length === 1) return found[0];
  const message = 'is the name of several apps; use the id, or name the developer';
  const problems = [{ field: 'application.id', message }];
  throw invalidInput(sentenceOf(problems), problems);
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 255;
}

function dateFrom(text: string): Date | null {
  const date = mintDateFrom(text);
  return date === null ? null : new Date(`${date.text.replace(' ', 'T')}Z`);
}

const fieldNames: Readonly<Record<string, string>> = {
  time: 'utcStartTime',
  app: 'application.id',
  product: 'product.id',
};

/** The fields as this API calls them: `0.attributes.1` is `custAtt1`. */
function inVendorsWords(error: unknown): unknown {
  if (!(error instanceof BellwireError) || error.code !== 'invalid') return error;
  const problems = error.problems.map(({ field, message }) => {
    const name = field.replace(/^0\./, '');
    const attribute = /^attributes\.(\d+)$/.exec(name)?.[1];
    return { field: attribute === undefined ? (fieldNames[name] ?? name) : `custAtt${attribute}`, message };
  });
  return problems.length === 0 ? error : invalidInput(sentenceOf(problems), problems);
}

function sentenceOf([first]: readonly Problem[]): string {
  return `The transaction is not valid: ${first?.field} ${first?.message}.`;
}
