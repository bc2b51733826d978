import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexPlan, isCommon, wholePlan } from './index-plan.ts';
import { queryParts } from './text-query.ts';

const organizationId = 'o';
const organization = "'=organization:o'";
const asked = (text: string, status?: string) => queryParts({ organizationId, status }, text);
const sample = (...counts: number[]) => ({ looked: 400, counts, perMs: 1 });

it('asks for what is rare first, and for the organization, which most have, last', () => {
  expect(indexPlan(asked('some few'), sample(4, 0), 0)).toEqual({
    clauses: ["'few':* & 'some':*", organization],
    rest: null,
  });
});

it('leaves out words that take longer to gather than the attempts with the rarer ones take to look at', () => {
  expect(indexPlan(asked('all few'), sample(400, 0), 0)).toEqual({
    clauses: ["'few':*", organization],
    rest: "'all':*",
  });
  expect(indexPlan(asked('some few other'), sample(4, 0, 4), 0)).toEqual({
    clauses: ["'few':* & 'some':*", organization],
    rest: "'other':*",
  });
});

it('asks for them after all where too many attempts were looked at in vain', () => {
  expect(indexPlan(asked('some few other'), sample(4, 0, 4), 0.001)).toEqual({
    clauses: ["'few':* & 'some':* & 'other':*", organization],
    rest: null,
  });
  // Not for one that takes even longer.
  expect(indexPlan(asked('all few'), sample(400, 0), 0.001).rest).toBe("'all':*");
});

it('asks for facts whatever they take: by themselves, and late, where most have them', () => {
  expect(indexPlan(asked('few', '2xx'), sample(400, 0), 0)).toEqual({
    clauses: ["'few':*", "'=status:2xx'", organization],
    rest: null,
  });
  expect(indexPlan(asked('all', '5xx'), sample(4, 400), 0)).toEqual({
    clauses: ["'=status:5xx'", organization],
    rest: "'all':*",
  });
});

it('asks for the organization where nothing else is looked for', () => {
  expect(indexPlan(asked(''), sample(), 0)).toEqual({ clauses: [organization], rest: null });
  expect(wholePlan(asked(''))).toEqual([organization]);
});

it('asks for each part once, in the index or beside it, and for one at least in the index', () => {
  const share = fc.record({ word: fc.stringMatching(/^[a-z]{1,9}$/), count: fc.nat(400) });
  const words = fc.uniqueArray(share, { selector: ({ word }) => word, maxLength: 6 });
  const status = fc.option(fc.record({ status: fc.constant('5xx'), count: fc.nat(400) }), { nil: undefined });
  fc.assert(
    fc.property(words, status, fc.double({ min: 0, max: 1, noNaN: true }), (all, fact, inVain) => {
      const parts = asked(all.map(({ word }) => word).join(' '), fact?.status);
      const counts = [...(fact === undefined ? [] : [fact.count]), ...all.map(({ count }) => count)];
      const { clauses, rest } = indexPlan(parts, sample(...counts), inVain);
      const split = [...clauses, ...(rest === null ? [] : [rest])].flatMap((clause) => clause.split(' & '));
      expect(split.sort()).toEqual([organization, ...parts.others.map(({ query }) => query)].sort());
      expect(clauses.at(-1)).toBe(organization);
      expect(clauses.length).toBeGreaterThan(parts.others.length === 0 ? 0 : 1);
      expect(rest ?? '').not.toContain('=');
    }),
  );
});

it('takes for common what a sample has often enough, all parts of it', () => {
  expect(isCommon(sample(400, 200), 0.4)).toBe(true);
  expect(isCommon(sample(200, 200), 0.4)).toBe(false);
  expect(isCommon(sample(), 0.4)).toBe(true);
});
