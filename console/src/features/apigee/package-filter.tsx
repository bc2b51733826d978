import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import { useChangeSearch, usePathValues, useSearch } from '../../shared/routing/use-search.ts';
import { PackageSelect } from './package-select.tsx';

/** The plans of one package, which stands in the address by its id. */
export function PackageFilter() {
  const { org } = usePathValues();
  const id = useSearch().package;
  const change = useChangeSearch();
  const { data } = useQuery({
    ...reading('/api/v1/organizations/{org}/objects/{type}/{id}', {
      path: { org, type: 'monetization_package', id: id ?? '' },
    }),
    enabled: id !== undefined,
  });
  return (
    <PackageSelect
      org={org}
      aria-label="Package"
      placeholder="All packages"
      size="xs"
      clearable
      value={id === undefined ? null : (data ?? null)}
      onChange={(bundle) => change({ package: bundle?.id })}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  );
}
