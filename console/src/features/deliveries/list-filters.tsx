import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { Webhook } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { wordsIn } from '../../shared/routing/search.ts';
import { useChangeSearch, useSearch } from '../../shared/routing/use-search.ts';
import { ChoiceFilter, FilterBar, FilterChip, SearchFilter, TabFilter } from '../../shared/ui/filters.tsx';
import { states } from './delivery-filters.ts';
import { RangeFilter } from './range-filter.tsx';

const tabs = [
  { value: undefined, label: 'All' },
  { value: 'retrying,failed', label: 'Needs attention' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
];

const answers = [
  { value: 'any', label: 'Any answer' },
  { value: '2xx', label: '2xx' },
  { value: '3xx', label: '3xx' },
  { value: '4xx', label: '4xx' },
  { value: '5xx', label: '5xx' },
  { value: 'none', label: 'No answer' },
];

const testChoices = [
  { value: 'out', label: 'Without tests' },
  { value: 'in', label: 'With tests' },
  { value: 'only', label: 'Tests only' },
];

/** Every filter that the list can have is seen here, and can be taken out, whether it was chosen here or in a link. */
export function ListFilters({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { status, type, object } = useSearch();
  const chosen = wordsIn(status, states);
  const tab = chosen.length === 0 ? undefined : chosen.join(',');
  return (
    <FilterBar>
      <TabFilter name="status" label="Status" value={tab} tabs={tabs} />
      {tabs.every(({ value }) => value !== tab) && (
        <FilterChip label={`Status: ${chosen.map(capital).join(', ')}`} clears={['status']} />
      )}
      <SearchFilter label="Search an id or event type" />
      {type !== undefined && <TypeFilter />}
      <WebhookFilter webhooks={webhooks} />
      <ChoiceFilter name="class" label="Answer" options={answers} />
      <ChoiceFilter name="test" label="Tests" options={testChoices} />
      <RangeFilter />
      {object !== undefined && <FilterChip label={`Object: ${plainLine(object, 60)}`} clears={['object']} />}
    </FilterBar>
  );
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Also one that was deleted: its deliveries are still in the log. */
function WebhookFilter({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { webhook } = useSearch();
  const known = webhook === undefined || webhooks.some(({ id }) => id === webhook);
  return (
    <ChoiceFilter
      name="webhook"
      label="Webhook"
      options={[
        { value: 'any', label: 'Any webhook' },
        ...(known ? [] : [{ value: webhook, label: `Id …${plainLine(webhook.slice(-8), 8)}` }]),
        ...webhooks.map(({ id, name }) => ({ value: id, label: name.slice(0, 80) })),
      ]}
    />
  );
}

/** An event type, exactly, where a link has led to one: the search finds types by words. Applied 250 ms after the last key. */
function TypeFilter() {
  const { type = '' } = useSearch();
  const change = useChangeSearch();
  const [typed, setTyped] = useState(type);
  const apply = useDebouncedCallback((text: string) => change({ type: text.trim() || undefined }), 250);
  return (
    <TextInput
      size="xs"
      w={168}
      aria-label="Event type"
      placeholder="Event type"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        apply(currentTarget.value);
      }}
    />
  );
}
