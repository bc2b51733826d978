import { Checkbox, Radio, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../../shared/api/problem.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { countOf } from '../../shared/format/count.ts';
import { Form, type FormFields } from '../../shared/ui/form.tsx';
import type { TheirValues } from '../../shared/ui/their-values.ts';
import { differencesOf } from './integration-differences.ts';
import classes from './integration-form.module.css';
import {
  countChanges,
  exampleCall,
  type IntegrationValues,
  settingsFrom,
  waitingFor,
} from './integration-values.ts';
import { TriggersGrid } from './triggers-grid.tsx';

const known = ['/url', '/settings/before/timeoutMs'];

/** The vendor's page on the integration of a portal: where to, how, when, and what is waited for. */
export function IntegrationForm({
  initial,
  save,
  onSave,
  theirs,
}: {
  initial: IntegrationValues;
  /** The words on the button. */
  save: string;
  onSave: (values: IntegrationValues) => Promise<unknown>;
  /** What somebody else saved since it was opened. */
  theirs?: TheirValues<IntegrationValues> | undefined;
}) {
  const [values, setValues] = useState(initial);
  const set = (change: Partial<IntegrationValues>) => setValues((now) => ({ ...now, ...change }));
  const changes = countChanges(initial, values);
  const why = useWhyNot('editor', 'Changing the integration');

  const conflict = theirs && {
    at: theirs.at,
    by: theirs.by,
    onTakeTheirs: theirs.onTake,
    differences: differencesOf(theirs.values, values),
  };

  async function run() {
    if (typeof settingsFrom(values).before.timeoutMs === 'number') return onSave(values);
    const fields = [{ pointer: '/settings/before/timeoutMs', detail: 'Write a number of seconds' }];
    throw new ApiProblem({ status: 400, code: 'invalid', detail: 'The input is not valid', fields });
  }

  return (
    <Form save={save} onSave={run} dirty={changes > 0} known={known} conflict={conflict} why={why}>
      {(fields) => (
        <>
          <Endpoint values={values} set={set} fields={fields} />
          <Group title="When it is called">
            <TriggersGrid triggers={values.triggers} onChange={(triggers) => set({ triggers })} />
          </Group>
          {waitingFor(values.triggers).length > 0 && (
            <BeforeCalls values={values} set={set} fields={fields} />
          )}
          <Group title="After the call">
            <Checkbox
              label="Apply returned data"
              description="An object in the answer to a call after the save changes the saved object."
              checked={values.applyReturnedData}
              onChange={({ currentTarget }) => set({ applyReturnedData: currentTarget.checked })}
            />
          </Group>
          <div role="status" className="muted">
            {changes > 0 ? `${countOf(changes, 'change', 'changes')} not saved` : ''}
          </div>
        </>
      )}
    </Form>
  );
}

interface PartProps {
  values: IntegrationValues;
  set: (change: Partial<IntegrationValues>) => void;
  fields: FormFields;
}

function Endpoint({ values, set, fields: { errorOf } }: PartProps) {
  const example = exampleCall(values);
  return (
    <>
      <TextInput
        label="Endpoint URL"
        description="The root that each call's path is added to."
        required
        inputMode="url"
        value={values.url}
        onChange={({ currentTarget }) => set({ url: currentTarget.value })}
        error={errorOf('/url')}
      />
      <output className={classes.example} aria-label="Example of a call">
        {example === null ? (
          <span className="muted">No trigger is ticked, so nothing is called.</span>
        ) : (
          <>
            <bdi dir="ltr">{example.line}</bdi>
            {example.override !== null && <bdi dir="ltr">{example.override}</bdi>}
          </>
        )}
      </output>
      <Radio.Group
        label="Encoding"
        value={values.encoding}
        onChange={(encoding) => set({ encoding: encoding === 'form' ? 'form' : 'json' })}
      >
        <div className={classes.choices}>
          <Radio value="json" label="JSON body" />
          <Radio value="form" label="Form encoded body" />
        </div>
      </Radio.Group>
      <Checkbox
        label="POST with X-HTTP-Method-Override instead of PUT and DELETE"
        checked={values.methodOverride}
        onChange={({ currentTarget }) => set({ methodOverride: currentTarget.checked })}
      />
      <Checkbox
        label="Send the object with DELETE calls"
        checked={values.bodyOnDelete}
        onChange={({ currentTarget }) => set({ bodyOnDelete: currentTarget.checked })}
      />
    </>
  );
}

function BeforeCalls({ values, set, fields: { errorOf } }: PartProps) {
  const words = new Intl.ListFormat('en').format(waitingFor(values.triggers));
  return (
    <Group title="Before-calls">
      <p className={classes.warning}>{`Saves of ${words} wait for this endpoint.`}</p>
      <TextInput
        label="Time limit, in seconds"
        description="From 0.1 to 30, connecting included."
        inputMode="decimal"
        className={classes.short}
        value={values.timeoutSeconds}
        onChange={({ currentTarget }) => set({ timeoutSeconds: currentTarget.value })}
        error={errorOf('/settings/before/timeoutMs')}
      />
      <Radio.Group
        label="If the endpoint does not answer, or with nonsense"
        value={values.whenUnanswered}
        onChange={(choice) => set({ whenUnanswered: choice === 'refuse' ? 'refuse' : 'proceed' })}
      >
        <div className={classes.choices}>
          <Radio value="proceed" label="Save the change anyway" />
          <Radio value="refuse" label="Refuse the change" />
        </div>
      </Radio.Group>
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={classes.group}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
