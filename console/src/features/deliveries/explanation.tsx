import type { DeliveryDetails } from '../../shared/api/types.ts';
import classes from './delivery-page.module.css';
import { explain } from './explain.ts';

/** The reason in words, with what to do. */
export function Explanation({ delivery }: { delivery: DeliveryDetails }) {
  const { tone, happened, does, todo } = explain(delivery);
  return (
    <div className={classes.explanation} data-tone={tone} role="status">
      <strong>{happened}</strong> {does}
      {todo !== undefined && <div>{todo}</div>}
    </div>
  );
}
