import type { UseDetails } from '../../shared/api/types.ts';
import { plainLine } from '../../shared/format/plain.ts';
import { formatAgo, formatDate } from '../../shared/format/time.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { useNow } from '../../shared/ui/ticking.ts';
import { Time } from '../../shared/ui/time.tsx';
import { useWebhookNames } from '../../shared/webhooks/use-webhooks.ts';
import classes from './accepted-plan.module.css';
import { EditTarget } from './edit-target.tsx';
import type { BarThreshold } from './usage-bar.ts';
import { UsageBar } from './usage-bar.tsx';
import { nextPoint, thresholdInWords, usageText } from './usage-words.ts';

type Accepted = UseDetails['acceptedPlans'][number];
type Threshold = Accepted['thresholds'][number];

const stateWords = { 'to-come': 'Not begun', running: undefined, over: 'Over' } as const;

/** How much of one plan's target is used in the period that runs, and which points were told. */
export function AcceptedPlan({
  org,
  holder,
  accepted,
}: {
  org: string;
  holder: { type: string; key: string };
  accepted: Accepted;
}) {
  const names = useWebhookNames(org);
  const now = useNow();
  const nameOf = (id: string) => plainLine(names.get(id) ?? id, 60);
  const { plan, percent, thresholds, state, used } = accepted;
  const words = usageText(accepted);
  const next = nextPoint(used, thresholds);
  const note = stateWords[state];
  return (
    <Section
      title={plainLine(plan?.name || plan?.key || 'Plan', 60)}
      actions={<EditTarget org={org} holder={holder} accepted={accepted} />}
    >
      <p className="muted" style={{ margin: '0 0 8px' }}>
        {note !== undefined && `${note}. `}
        {accepted.package !== null && (
          <>
            <Plain text={accepted.package.name || accepted.package.key} max={60} />
            {' · '}
          </>
        )}
        {periodInWords(accepted, now)}
      </p>
      {percent === null ? (
        <p>{`${words} used. No target set, so nothing is sent for this developer.`}</p>
      ) : (
        <>
          <UsageBar
            percent={percent}
            label={words}
            thresholds={thresholds.map((one) => mark(one, nameOf, now))}
          />
          <p className={classes.words}>
            <strong className="numbers">{words}</strong>
            {next !== undefined && `, ${next}`}
            {accepted.combined && '. Combined with others of the company.'}
          </p>
        </>
      )}
      {percent !== null && thresholds.length > 0 && (
        <Points org={org} thresholds={thresholds} nameOf={nameOf} />
      )}
    </Section>
  );
}

function Points({
  org,
  thresholds,
  nameOf,
}: {
  org: string;
  thresholds: readonly Threshold[];
  nameOf: (id: string) => string;
}) {
  return (
    <ul className={classes.points} aria-label="Points">
      {thresholds.flatMap(({ percent, conditionId, webhooks }) =>
        webhooks.map(({ webhookId, state, at, deliveryId }) => (
          <li key={`${conditionId} ${percent} ${webhookId}`} data-state={state}>
            <span className="numbers">{`${percent} %`}</span> <bdi>{nameOf(webhookId)}</bdi>{' '}
            {state === 'told' && (
              <>
                {'sent '}
                <Time at={at} />{' '}
                {deliveryId !== null && <Link to={paths.delivery(org, deliveryId)}>Delivery</Link>}
              </>
            )}
            {state === 'missed' && 'passed before it was to be told'}
            {state === 'ahead' && <span className="muted">not reached</span>}
          </li>
        )),
      )}
    </ul>
  );
}

function mark(threshold: Threshold, nameOf: (id: string) => string, now: Date): BarThreshold {
  const { percent, webhooks } = threshold;
  const any = (state: string) => webhooks.some((one) => one.state === state);
  return {
    percent: Number(percent),
    state: any('told') ? 'told' : any('missed') ? 'missed' : 'ahead',
    words: thresholdInWords(threshold, nameOf, now),
  };
}

/** "1 Nov – 1 Dec, resets in 8 d (America/New_York)". */
function periodInWords({ period, timeZone, startDay, endDay, state }: Accepted, now: Date): string {
  const ends = new Date(period.endsAt);
  const days = `${formatDate(new Date(period.startsAt), now, timeZone)} – ${formatDate(ends, now, timeZone)}`;
  if (state === 'running') return `${days}, resets ${formatAgo(ends, now)} (${timeZone})`;
  return `From ${startDay}${endDay === null ? '' : ` to ${endDay}`} (${timeZone})`;
}
