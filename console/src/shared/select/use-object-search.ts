import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '../api/query.ts';

/**
 * For a field that chooses among all objects of a type: the server is asked for what is typed, with a breath between. `chosen`: the
 * texts of what is chosen, which stand in the field as text and are nothing that one searches for.
 */
export function useObjectSearch(
  { org, type, sort }: { org: string; type: string; sort?: string },
  chosen: readonly string[],
) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(chosen.includes(typed) ? '' : typed.trim(), 250);
  const { data } = useQuery({
    ...reading('/api/v1/organizations/{org}/objects/{type}', {
      path: { org, type },
      query: { q: q === '' ? undefined : q, sort, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  });
  return { found: data?.items ?? [], setTyped };
}
