import { describe, expect, it } from 'vitest';
import { whyNot } from './why-not.ts';

const some = ['0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60'];

describe('the reason why something may not be done', () => {
  it.each([
    ['viewer', 'editor', 'Your role is viewer. Deleting it needs editor.'],
    ['publisher', 'editor', 'Your role is publisher. Deleting it needs editor.'],
    ['editor', 'editor', undefined],
    ['editor', 'administrator', 'Your role is editor. Deleting it needs administrator.'],
    ['administrator', 'editor', undefined],
  ] as const)('of a %s, where it needs %s', (role, needed, words) => {
    const needs = { role: needed, everywhere: false };
    expect(whyNot({ role, organizationIds: null }, needs, 'Deleting it')).toBe(words);
    expect(whyNot({ role, organizationIds: some }, needs, 'Deleting it')).toBe(words);
  });

  it('is the reach, where all organizations are needed', () => {
    const needs = { role: 'administrator', everywhere: true } as const;
    const administrator = { role: 'administrator', organizationIds: some } as const;
    expect(whyNot(administrator, needs, 'Making one')).toBe(
      'You may see some organizations. Making one needs an administrator of all of them.',
    );
    expect(whyNot({ ...administrator, organizationIds: null }, needs, 'Making one')).toBeUndefined();
    expect(whyNot({ role: 'viewer', organizationIds: some }, needs, 'Making one')).toBe(
      'Your role is viewer. Making one needs administrator.',
    );
  });
});
