import { Checkbox } from '@mantine/core';
import {
  allBoxes,
  type Box,
  columns,
  moments,
  stateOf,
  type Triggers,
  toggled,
  triggeredTypes,
} from './triggers.ts';
import classes from './triggers-grid.module.css';

/** The 24 boxes as a table, with boxes for a row, a column, and all. */
export function TriggersGrid({
  triggers,
  onChange,
}: {
  triggers: Triggers;
  onChange: (triggers: Triggers) => void;
}) {
  const several = (boxes: readonly Box[], label: string) => {
    const state = stateOf(triggers, boxes);
    return (
      <Checkbox
        aria-label={label}
        checked={state === 'all'}
        indeterminate={state === 'some'}
        onChange={() => onChange(toggled(triggers, boxes))}
      />
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard.
    <section className={classes.frame} tabIndex={0} aria-label="Triggers">
      <table className={classes.grid}>
        <caption className="only-heard">Which changes call the endpoint</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col" data-first>
              <span className={classes.named}>
                {several(allBoxes, 'All triggers')}
                <span>All</span>
              </span>
            </th>
            {moments.map((moment) => (
              <th key={moment} colSpan={3} scope="colgroup" data-edge>
                {moment === 'before' ? 'Before' : 'After'}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ name, moment, doing }) => (
              <th key={name} scope="col" data-edge={edge(name)}>
                <span className={classes.column}>
                  <span>{doing}</span>
                  {several(
                    triggeredTypes.map(({ type }) => ({ type, name })),
                    `${upper(moment)} ${doing}, all`,
                  )}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {triggeredTypes.map(({ type, title }) => (
            <tr key={type}>
              <th scope="row">
                <span className={classes.named}>
                  {several(
                    columns.map(({ name }) => ({ type, name })),
                    `${title}, all`,
                  )}
                  <span>{title}</span>
                </span>
              </th>
              {columns.map(({ name, moment, doing }) => (
                <td key={name} data-edge={edge(name)}>
                  <Checkbox
                    aria-label={`${upper(moment)} ${doing}, ${title}`}
                    checked={triggers[type][name]}
                    onChange={() => onChange(toggled(triggers, [{ type, name }]))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function upper(moment: string): string {
  return moment === 'before' ? 'Before' : 'After';
}

/** Where a line parts what is asked beforehand from what is told afterwards. */
function edge(name: string): true | undefined {
  return name.endsWith('Create') || undefined;
}
