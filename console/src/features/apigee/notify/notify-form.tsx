import { MultiSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { useWhyNot } from '../../../shared/api/session.ts';
import { countOf } from '../../../shared/format/count.ts';
import { plainLine } from '../../../shared/format/plain.ts';
import { paths } from '../../../shared/paths.ts';
import { Link } from '../../../shared/routing/link.tsx';
import { Form } from '../../../shared/ui/form.tsx';
import { type Condition, change, type RatePlan, webhooks } from '../mint.ts';
import { allPoints, maxPoints, problemsOf } from './interval.ts';
import { IntervalRows } from './interval-rows.tsx';
import classes from './notify-dialog.module.css';
import { attributesBefore, conditionBody, type Row, rowsOf, targetOfRow } from './rows.ts';
import { amountsInWords, repeatedInWords } from './words.ts';

/** Makes or changes a notification. */
export function NotifyForm({
  org,
  plan,
  condition,
  commonTarget,
  onSaved,
  onCancel,
}: {
  org: string;
  plan: RatePlan;
  condition: Condition | undefined;
  /** For the example of amounts; it is not saved. */
  commonTarget: string;
  onSaved: (condition: Condition, sent: string[]) => void;
  onCancel: () => void;
}) {
  const [initial] = useState(() => ({
    rows: rowsOf(condition),
    chosen: condition?.actions.map(({ value }) => value) ?? [],
  }));
  const [rows, setRows] = useState(initial.rows);
  const [chosen, setChosen] = useState(initial.chosen);
  const [submitted, setSubmitted] = useState(false);
  const why = useWhyNot('editor', 'Changing a notification');
  const known = ['/actions', seen, ...rows.map((_, index) => pointerOf(index))];

  async function save() {
    setSubmitted(true);
    const problem = firstProblem(rows, chosen);
    if (problem !== null) throw problem;
    const body = conditionBody(plan.id, rows, chosen);
    const saved =
      condition === undefined
        ? await change<Condition>('post', '/notification-conditions', { path: { org }, body })
        : await change<Condition>('put', '/notification-conditions/{id}', {
            path: { org, id: condition.id },
            body,
          });
    onSaved(saved, rows.map(targetOfRow));
  }

  return (
    <Form
      save={condition === undefined ? 'Create Notification' : 'Save Notification'}
      onSave={save}
      onCancel={onCancel}
      dirty={rows !== initial.rows || chosen !== initial.chosen}
      known={known}
      why={why}
    >
      {({ errorOf }) => (
        <>
          <section aria-label="Notification Intervals" className={classes.part}>
            <h3>Notification Intervals</h3>
            <p className="muted">At a share of each developer's target number of transactions.</p>
            <IntervalRows
              rows={rows}
              onChange={setRows}
              showAll={submitted}
              errorOf={(index) => errorOf(pointerOf(index))}
            />
            <Together rows={rows} commonTarget={commonTarget} />
          </section>
          <Webhooks
            org={org}
            chosen={chosen}
            onChange={setChosen}
            error={
              errorOf('/actions') ??
              (submitted && chosen.length === 0 ? 'Choose at least one webhook.' : undefined)
            }
          />
          {condition !== undefined && (
            <p className={classes.note}>Points already sent in this period are not sent again.</p>
          )}
        </>
      )}
    </Form>
  );
}

const pointerOf = (index: number) => `/notificationCondition/${index + attributesBefore}`;

/** Stands for what the fields say themselves, as they are now. */
const seen = '/fields';

/** What keeps it from being sent. */
function firstProblem(rows: readonly Row[], chosen: readonly string[]): ApiProblem | null {
  const wrong = rows.some((row) => row.written === null && Object.keys(problemsOf(row.interval)).length > 0);
  if (wrong || chosen.length === 0) return invalid('Something is missing.', seen);
  const { points } = allPoints(rows.map(({ interval }) => interval));
  if (points.length <= maxPoints) return null;
  return invalid(`Together these are ${points.length} points; the limit is ${maxPoints}.`);
}

function invalid(detail: string, pointer?: string): ApiProblem {
  const fields = pointer === undefined ? [] : [{ pointer, detail }];
  return new ApiProblem({ status: 400, code: 'invalid', detail, fields });
}

/** What all rows come to, with the amounts of a target to make it plain. */
function Together({ rows, commonTarget }: { rows: readonly Row[]; commonTarget: string }) {
  const [target, setTarget] = useState(commonTarget);
  const { points, repeated } = allPoints(rows.map(({ interval }) => interval));
  if (points.length === 0) return null;
  return (
    <div className={classes.together}>
      <span>{`Together ${countOf(points.length, 'point', 'points')}.`}</span>
      <TextInput
        label="For a target of"
        size="xs"
        inputMode="numeric"
        value={target}
        onChange={({ currentTarget }) => setTarget(currentTarget.value)}
        classNames={{ root: classes.target, input: classes.targetInput }}
      />
      <output className="numbers" aria-label="Amounts">
        {amountsInWords(points, target) ?? 'Enter a whole number to see the amounts'}.
      </output>
      {repeated.length > 0 && <p className={classes.repeated}>{repeatedInWords(repeated)}</p>}
      <details>
        <summary>As API value</summary>
        {rows.map((row) => (
          <code key={row.key}>{targetOfRow(row)}</code>
        ))}
      </details>
    </div>
  );
}

function Webhooks({
  org,
  chosen,
  onChange,
  error,
}: {
  org: string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error: string | undefined;
}) {
  const { data } = useQuery(webhooks(org));
  const all = data?.webhooks ?? [];
  const off = all.filter(({ id, enabled }) => !enabled && chosen.includes(id));
  if (data !== undefined && all.length === 0) {
    return (
      <p role={error === undefined ? undefined : 'alert'}>
        No webhooks yet, and a notification needs one. <Link to={paths.newWebhook(org)}>Add a webhook</Link>
      </p>
    );
  }
  const options = [
    ...all.map(({ id, name, enabled }) => ({
      value: id,
      label: enabled ? plainLine(name, 60) : `${plainLine(name, 60)} (off)`,
    })),
    ...chosen.filter((id) => !all.some((one) => one.id === id)).map((id) => ({ value: id, label: id })),
  ];
  return (
    <div>
      <MultiSelect
        label="Webhooks"
        required
        searchable
        data={options}
        value={chosen}
        onChange={onChange}
        error={error}
        placeholder={chosen.length === 0 ? 'Choose webhooks' : undefined}
        nothingFoundMessage="No webhook of that name"
      />
      {off.map(({ id, name }) => (
        <p key={id} className={classes.note}>
          {`${plainLine(name, 60)} is off: it is not called until you switch it on.`}
        </p>
      ))}
    </div>
  );
}
