import { permit } from '../../../access/principal.ts';
import type { Json, JsonObject } from '../../../base/json.ts';
import type { Named } from '../../../metering/metered-dialect.ts';
import type { UsageRow } from '../../../store/queries/metering/usage-insert.ts';
import { mintDateFrom, mintTime, timeIn } from '../dates.ts';
import { timeZoneOf } from '../profile.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { invalidInput, MintError } from './errors.ts';
import { holderNamed, objectNamed } from './lookup.ts';
import { countParameter, parameter } from './query.ts';
import { mintDeveloper } from './show.ts';

/** Reading usage back (the vendor's page on the status of transactions). */
export const transactionReadAddresses: readonly Address[] = [
  { path: '/transactions/developers/:holder', verbs: { GET: list } },
];

const maxListed = 1000;
/** What the vendor's page allows, and what it takes when no end is given. */
const longestMs = 60_000;
const usualMs = 10_000;

/** Times are in UTC and have no zone; the reference spells the parameters in two ways. */
async function list(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, query } = request;
  const { principal, organization } = context;
  permit(principal, 'events.read', organization.id);
  const holder = await holderNamed(request, params.holder);
  const productName = parameter(query, 'productId');
  const product = productName === undefined ? null : await objectNamed(request, 'api_product', productName);
  const { from, to } = spanFrom(query);
  const rows = await services.uses.transactions(organization, {
    ownerId: holder.id,
    productId: product?.id ?? null,
    from,
    to,
    limit: countParameter(query, 'limit', maxListed, maxListed),
  });
  if (rows.length === 0) {
    const message = 'Did not find any Transaction that matches the search criteria';
    throw new MintError(404, 'mint.noSuchResource', message);
  }
  const ids = rows.flatMap(({ appId, productId }) => [appId, productId].filter((id) => id !== null));
  const names = await services.uses.names(organization, ids);
  const zone = await timeZoneOf(services, context);
  const developer = mintDeveloper(holder, organization.key);
  const transaction = rows.map((row) => shown(row, { names, zone, developer }));
  return { status: 200, body: { transaction, totalRecords: transaction.length } };
}

function spanFrom(query: MintRequest['query']): { from: Date; to: Date } {
  const start = timeFrom(query, ['utctime', 'utctme']);
  if (start === null) throw invalid('utctime', 'is required');
  const end = timeFrom(query, ['utctime2', 'utctme2']);
  const to = end ?? new Date(start.getTime() + usualMs);
  const lengthMs = to.getTime() - start.getTime();
  if (lengthMs <= 0) throw invalid('utctime2', 'must be after utctime');
  if (lengthMs > longestMs) throw invalid('utctime2', 'must be at most one minute after utctime');
  return { from: start, to };
}

function timeFrom(query: MintRequest['query'], names: readonly string[]): Date | null {
  const name = names.find((each) => parameter(query, each) !== undefined);
  if (name === undefined) return null;
  const date = mintDateFrom(parameter(query, name) ?? '');
  if (date === null) throw invalid(name, 'must be a time such as 2026-01-31 08:00:00');
  return new Date(`${date.text.replace(' ', 'T')}Z`);
}

function invalid(field: string, message: string): MintError {
  return invalidInput(`The request is not valid: ${field} ${message}.`, [{ field, message }]);
}

/** Its type and the status that the API gave are not kept. */
function shown(
  { id, appId, productId, count, attributes, occurredAt, notCounted }: UsageRow,
  around: { names: ReadonlyMap<string, Named>; zone: string; developer: JsonObject },
): JsonObject {
  const application = named(appId, around.names);
  const product = named(productId, around.names);
  const custom = Object.entries(attributes ?? {}).map(([number, value]): [string, Json] => [
    `custAtt${number}`,
    Number(value),
  ]);
  return {
    id,
    ...(application !== null && { application: { id: appId, name: application } }),
    developer: around.developer,
    ...(product !== null && { product: { id: product, name: product } }),
    batchSize: count,
    ...Object.fromEntries(custom),
    status: notCounted === 'unsuccessful' ? 'FAILED' : 'SUCCESS',
    startTime: timeIn(around.zone, occurredAt),
    utcStartTime: mintTime(occurredAt),
  };
}

/** Empty: it is gone. */
function named(id: string | null, names: ReadonlyMap<string, Named>): string | null {
  return id === null ? null : (names.get(id)?.key ?? '');
}
