import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexPlan, isCommon, mostShare, wholePlan } from './index-plan.ts';
import { queryParts } from './text-query.ts';

const organizationId = 'o';
const organization = "'=organization:o'";
const asked = (text: string, status?: string) => queryParts({ organizationId, status }, text);
const sample = (...counts: number[]) => ({ looked: 400, counts, perMs: 1, inVain: 0, owned: 0 });

it('asks for what is rare first, and for the organization last', () => {
  expect(indexPlan(asked('some few'), sample(4, 0))).toEqual({
    clauses: ["'few':* & 'some':*", organization],
    rest: null,
    leadsToMany: false,
  });
});

it('leaves out words that take longer to gather than the attempts with the rarer ones take to look at', () => {
  expect(indexPlan(asked('all few'), sample(400, 0))).toMatchObject({
    clauses: ["'few':*", organization],
    rest: "'all':*",
  });
  expect(indexPlan(asked('some few other'), sample(4, 0, 5))).toMatchObject({
    clauses: ["'few':* & 'some':*", organization],
    rest: "'other':*",
  });
});

it('asks for them after all where too many attempts were looked at in vain', () => {
  expect(indexPlan(asked('some few other'), { ...sample(4, 0, 5), inVain: 0.001 })).toMatchObject({
    clauses: ["'few':* & 'some':* & 'other':*", organization],
    rest: null,
  });
  // Not for one that takes even longer.
  expect(indexPlan(asked('all few'), { ...sample(400, 0), inVain: 0.001 }).rest).toBe("'all':*");
});

it('asks for facts, but for those that most have', () => {
  expect(indexPlan(asked('few', '4xx'), sample(80, 0)).clauses).toEqual([
    "'few':*",
    "'=status:4xx'",
    organization,
  ]);
  expect(indexPlan(asked('few', '2xx'), sample(400, 0))).toMatchObject({
    clauses: ["'few':*", organization],
    rest: "'=status:2xx'",
  });
  expect(indexPlan(asked('all', '5xx'), sample(4, 400))).toMatchObject({
    clauses: ["'=status:5xx'", organization],
    rest: "'all':*",
  });
});

it('does not ask for an organization that has most of the log', () => {
  expect(indexPlan(asked('few'), { ...sample(0), owned: mostShare }).clauses).toEqual(["'few':*"]);
  expect(indexPlan(asked(''), { ...sample(), owned: 1 }).clauses).toEqual([organization]);
});

it('asks for something at least', () => {
  expect(indexPlan(asked('', '2xx'), { ...sample(400), owned: 1 })).toEqual({
    clauses: ["'=status:2xx'"],
    rest: null,
    leadsToMany: true,
  });
  expect(indexPlan(asked(''), sample())).toMatchObject({ clauses: [organization], rest: null });
  expect(wholePlan(asked(''))).toEqual([organization]);
});

it('asks for each part once, in the index or beside it, and for one at least in the index', () => {
  const share = fc.record({ word: fc.stringMatching(/^[a-z]{1,9}$/), count: fc.nat(400) });
  const words = fc.uniqueArray(share, { selector: ({ word }) => word, maxLength: 6 });
  const status = fc.option(fc.record({ status: fc.constant('5xx'), count: fc.nat(400) }), { nil: undefined });
  const known = fc.record({
    inVain: fc.double({ min: 0, max: 1, noNaN: true }),
    owned: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(words, status, known, (all, fact, more) => {
      const parts = asked(all.map(({ word }) => word).join(' '), fact?.status);
      const counts = [...(fact === undefined ? [] : [fact.count]), ...all.map(({ count }) => count)];
      const { clauses, rest } = indexPlan(parts, { ...sample(...counts), ...more });
      const split = [...clauses, ...(rest === null ? [] : [rest])].flatMap((clause) => clause.split(' & '));
      const others = split.filter((part) => part !== organization);
      expect(others.sort()).toEqual(parts.others.map(({ query }) => query).sort());
      expect(clauses.length).toBeGreaterThan(0);
      if (more.owned < mostShare) expect(clauses.at(-1)).toBe(organization);
    }),
  );
});

it('takes for common what a sample has often enough, all parts of it', () => {
  expect(isCommon(sample(400, 200), 0.4)).toBe(true);
  expect(isCommon(sample(200, 200), 0.4)).toBe(false);
  expect(isCommon(sample(), 0.4)).toBe(true);
});
