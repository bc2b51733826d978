import { type Principal, permit } from '../access/principal.ts';
import { createBatcher } from '../base/batcher.ts';
import type { Clock } from '../base/clock.ts';
import { invalid, maxProblems, type Problem } from '../base/errors.ts';
import { groupBy } from '../base/group-by.ts';
import type { Changes } from '../pipeline/changes/changes.ts';
import type { Database } from '../store/database.ts';
import { metersOfSubjects } from '../store/queries/metering/meters-read.ts';
import type { Organization } from '../store/records/organization.ts';
import { countUsage } from './count.ts';
import type { Countable } from './countable.ts';
import { type LookedInto, lookInto, meterProblemOf } from './look-into.ts';
import type { MeteredDialect, Reference } from './metered-dialect.ts';
import type { Reported, UsageAnswer } from './reported.ts';

/** Takes reports of usage. */
export interface Usage {
  /**
   * Counts transactions, all of them or none, with everything that this leads to. Throws `invalid` with problems named
   * `<index>.<field>`. With `strangers: 'leave-out'`, what belongs to nobody, or to no plan, is left out and said so.
   */
  report(
    context: { principal: Principal; organization: Organization },
    transactions: readonly Reported[],
    options?: { strangers?: 'refuse' | 'leave-out' },
  ): Promise<UsageAnswer>;
}

export interface UsageServices {
  database: Database;
  clock: Clock;
  record: Changes['record'];
  /** What metering asks of a dialect; undefined for one that has no meters. */
  meteredOf(dialect: string): MeteredDialect | undefined;
}

/** Reports that share a transaction of the database have at most about so many transactions together. */
const maxTogether = 20_000;

/** A report that is ready to be counted. */
interface Report {
  organizationId: string;
  actor: string;
  metered: MeteredDialect;
  transactions: readonly Countable[];
}

export function createUsage({ database, clock, record, meteredOf }: UsageServices): Usage {
  /** Those of one organization and actor share a transaction, and with it the counters' locks and the disk's one sync. */
  async function countAll(reports: readonly Report[]): Promise<(() => number)[]> {
    const accepted = new Map<Report, () => number>();
    await Promise.all(
      togetherOf(reports).map(async (together) => {
        const { organizationId, actor, metered } = together[0]!;
        const transactions = together.flatMap((report) => report.transactions);
        let fresh: ReadonlySet<Countable> = new Set();
        try {
          await record({
            organizationId,
            actor,
            async within(tx) {
              const counted = await countUsage(tx, { organizationId, transactions, now: clock.now() });
              fresh = counted.fresh;
              return counted.crossings.length === 0 ? [] : metered.tell(tx, counted.crossings);
            },
          });
          for (const report of together) {
            accepted.set(report, () => report.transactions.filter((one) => fresh.has(one)).length);
          }
        } catch (error) {
          for (const report of together) {
            accepted.set(report, () => {
              throw error;
            });
          }
        }
      }),
    );
    return reports.map((report) => accepted.get(report)!);
  }

  const batcher = createBatcher<Report, () => number>({ maxItems: 500, concurrency: 2, run: countAll });

  return {
    async report({ principal, organization }, transactions, { strangers = 'refuse' } = {}) {
      permit(principal, 'events.publish', organization.id);
      const metered = meteredOf(organization.dialect);
      if (metered === undefined) {
        throw invalid(
          `An organization of the dialect ${organization.dialect} has no plans that count usage.`,
        );
      }
      const looked = await lookIntoAll(organization.id, metered, transactions);
      const refused = looked.flatMap((one, index) =>
        'problem' in one && (strangers === 'refuse' || !one.stranger) ? [{ index, ...one.problem }] : [],
      );
      if (refused.length > 0) throw invalid('The usage cannot be counted.', problemsOf(refused));
      const countables = looked.flatMap((one) => ('countable' in one ? [one.countable] : []));
      const leftOut = looked.flatMap((one, index) =>
        'problem' in one ? [{ index, reason: `${one.problem.field} ${one.problem.message}` }] : [],
      );
      if (countables.length === 0) return { accepted: 0, duplicates: 0, leftOut };
      const accepted = await batcher.add({
        organizationId: organization.id,
        actor: principal.actor,
        metered,
        transactions: countables,
      });
      return { accepted: accepted(), duplicates: countables.length - accepted(), leftOut };
    },
  };

  async function lookIntoAll(
    organizationId: string,
    metered: MeteredDialect,
    transactions: readonly Reported[],
  ): Promise<LookedInto[]> {
    const references = new Map<string, Reference>();
    const keys = transactions.map(({ caller, product, providerStatus }) => {
      const key = JSON.stringify([caller.type, caller.value, product, providerStatus]);
      if (!references.has(key)) references.set(key, { caller, product, providerStatus });
      return key;
    });
    const found = await metered.resolve(database, organizationId, [...references.values()]);
    const resolutions = new Map([...references.keys()].map((key, index) => [key, found[index]!]));
    const now = clock.now();
    const looked = transactions.map((one, index) => lookInto(one, resolutions.get(keys[index]!)!, now));
    const owners = new Set(looked.flatMap((one) => ('countable' in one ? [one.countable.ownerId] : [])));
    const meters = groupBy(
      await metersOfSubjects(database, organizationId, [...owners]),
      ({ subjectId }) => subjectId,
    );
    return looked.map((one) => {
      if ('problem' in one) return one;
      const problem = meterProblemOf(one.countable, meters.get(one.countable.ownerId) ?? []);
      return problem === null ? one : { problem, stranger: true };
    });
  }
}

function togetherOf(reports: readonly Report[]): Report[][] {
  const groups: Report[][] = [];
  const open = new Map<string, { group: Report[]; size: number }>();
  for (const report of reports) {
    const key = `${report.organizationId} ${report.actor}`;
    const found = open.get(key);
    if (found === undefined || found.size + report.transactions.length > maxTogether) {
      const group = [report];
      groups.push(group);
      open.set(key, { group, size: report.transactions.length });
    } else {
      found.group.push(report);
      found.size += report.transactions.length;
    }
  }
  return groups;
}

function problemsOf(refused: readonly (Problem & { index: number })[]): Problem[] {
  const problems = refused.map(({ index, field, message }) => ({ field: `${index}.${field}`, message }));
  if (problems.length <= maxProblems) return problems;
  const told = problems.slice(0, maxProblems - 1);
  return [...told, { field: '', message: `and ${problems.length - told.length} more like these` }];
}
