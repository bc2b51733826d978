import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../format/count.ts';
import { MayButton } from '../ui/may.tsx';
import classes from './selection-bar.module.css';
import type { UsedSelection } from './use-selection.ts';

/** How many match, as far as it was counted. */
export interface Matching {
  count: number;
  capped: boolean;
}

/** What can be done with what is selected; nothing is shown where nothing is. */
export function SelectionBar({
  selection,
  matching,
  why,
  children,
}: {
  selection: UsedSelection;
  /** All that match the filters, where that is known. */
  matching: Matching | undefined;
  /** Why all that match cannot be selected. */
  why?: string | undefined;
  /** The buttons of what can be done. */
  children: ReactNode;
}) {
  if (selection.empty) return null;
  const about = matching === undefined ? '' : ` (${aboutOf(matching)})`;
  return (
    <section aria-label="Selected" className={classes.bar}>
      <span className="numbers">
        {selection.all
          ? `All that match are selected${about}`
          : `${formatCount(selection.ids.size)} selected`}
      </span>
      {children}
      {selection.page !== 'all' && (
        <Button size="compact-sm" variant="default" onClick={selection.togglePage}>
          Select the page
        </Button>
      )}
      {!selection.all && (
        <MayButton why={why} size="compact-sm" variant="default" onClick={selection.selectAll}>
          {`Select all that match${about}`}
        </MayButton>
      )}
      <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
        Clear
      </Button>
    </section>
  );
}

/** A number is never a total that it is not. */
function aboutOf({ count, capped }: Matching): string {
  return capped ? `more than ${formatCount(count)}` : `about ${formatCount(count)}`;
}
