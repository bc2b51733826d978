import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { reading } from '../../shared/api/query.ts';
import { useBackKey } from '../../shared/keys/use-page-keys.ts';
import { useShortcuts } from '../../shared/keys/use-shortcuts.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { useGo, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { filtersAlone, filtersOf } from './delivery-filters.ts';
import classes from './delivery-page.module.css';

/** The way back to the list that this delivery was opened from, and to those beside it there. */
export function Neighbours({ attempts }: { attempts: number }) {
  const { org, id } = usePathValues();
  const search = filtersAlone(useSearch());
  const go = useGo();
  const key = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beginning of a range is taken anew for another list.
  const filters = useMemo(() => filtersOf(search, new Date()), [key]);
  const beside = (query: { before: string } | { after: string }) =>
    reading('/api/v1/organizations/{org}/deliveries', {
      path: { org },
      query: { ...filters, ...query, limit: 1 },
    });
  const newer = useQuery(beside({ after: id })).data?.items[0]?.id;
  const older = useQuery(beside({ before: id })).data?.items[0]?.id;
  const open = (other: string | undefined) => () =>
    other !== undefined && go(paths.delivery(org, other), { search });
  useBackKey(paths.deliveries(org), search);
  useShortcuts('This page', [
    { keys: ['j'], words: 'Next delivery of the list', run: open(older), when: () => older !== undefined },
    { keys: ['k'], words: 'Delivery before it', run: open(newer), when: () => newer !== undefined },
    ...Array.from({ length: Math.min(attempts, 9) }, (_each, index) => String(index + 1)).map((number) => ({
      keys: [number],
      words: `Attempt ${number}`,
      run: () => go(paths.delivery(org, id), { search: { ...search, attempt: number } }),
    })),
  ]);
  return (
    <nav aria-label="In the list" className={classes.back}>
      <Link to={paths.deliveries(org)} search={search}>
        ‹ Back to the list
      </Link>
      <span>
        {newer !== undefined && (
          <Link to={paths.delivery(org, newer)} search={search}>
            ‹ Newer
          </Link>
        )}
        {older !== undefined && (
          <Link to={paths.delivery(org, older)} search={search}>
            Older ›
          </Link>
        )}
      </span>
    </nav>
  );
}
