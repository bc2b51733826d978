import type { Webhook } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { ChoiceFilter, FilterBar } from '../../shared/ui/filters.tsx';

/** Which endpoint the page is about, where there are several. */
export function ChooseIntegration({ all }: { all: readonly Webhook[] }) {
  if (all.length < 2) return null;
  const options = all.map(({ id, name }) => ({ value: id, label: plainLine(name, 60) }));
  return (
    <FilterBar>
      <ChoiceFilter name="webhook" label="Endpoint" options={options} />
    </FilterBar>
  );
}
