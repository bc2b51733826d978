import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../../shared/api/query.ts';
import { useWhyNot } from '../../../shared/api/session.ts';
import { countOf } from '../../../shared/format/count.ts';
import { paths } from '../../../shared/paths.ts';
import { Link } from '../../../shared/routing/link.tsx';
import { Facts } from '../../../shared/ui/facts.tsx';
import { MayButton } from '../../../shared/ui/may.tsx';
import { Plain } from '../../../shared/ui/plain.tsx';
import { type Condition, type RatePlan, targetsOf, webhooks } from '../mint.ts';
import { intervalFrom, pointsOf } from './interval.ts';
import classes from './notify-dialog.module.css';
import { pointsInWords, targetInWords } from './words.ts';

/** A notification as it is, to read. */
export function NotifyView({
  org,
  plan,
  condition,
  onEdit,
  onDelete,
  onClose,
}: {
  org: string;
  plan: RatePlan;
  condition: Condition;
  onEdit: () => void;
  onDelete: () => void;
  onClose: () => void;
}) {
  const { data } = useQuery(webhooks(org));
  const missed = useQuery(
    reading('/api/v1/organizations/{org}/usage/developers', {
      path: { org },
      query: { plan: plan.id, missedBy: condition.id, limit: 1 },
    }),
  ).data?.total;
  const why = useWhyNot('editor', 'Changing a notification');
  const names = condition.actions.map(({ value }) => {
    const webhook = data?.webhooks.find(({ id }) => id === value);
    if (webhook === undefined) return value;
    return webhook.enabled ? webhook.name : `${webhook.name} (off)`;
  });
  return (
    <>
      <Facts
        facts={[
          {
            label: 'Notification Intervals',
            value: targetsOf(condition).map((target) => <Target key={target} target={target} />),
          },
          {
            label: 'Webhooks',
            value: names.map((name) => (
              <div key={name}>
                <Plain text={name} max={60} />
              </div>
            )),
          },
        ]}
      />
      {missed !== undefined && missed > 0 && (
        <p className={classes.note}>
          <Link to={paths.developers(org)} search={{ plan: plan.id, missedBy: condition.id }}>
            {`Already past a point when it came: ${countOf(missed, 'developer', 'developers')}`}
          </Link>
        </p>
      )}
      <div className={classes.buttons}>
        <MayButton why={why} onClick={onEdit}>
          Edit
        </MayButton>
        <MayButton why={why} variant="outline" color="red" onClick={onDelete}>
          Delete Notification
        </MayButton>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </div>
    </>
  );
}

function Target({ target }: { target: string }) {
  const interval = intervalFrom(target);
  return (
    <div>
      {targetInWords(target)}
      {interval !== null && interval.to !== '' && (
        <span className="muted"> · {pointsInWords(pointsOf(interval))}</span>
      )}
    </div>
  );
}
