import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem } from '../../shared/api/problem.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import type { Organization } from '../../shared/api/types.ts';
import { formatsOf } from '../../shared/dialects.ts';
import { Form, type FormFields } from '../../shared/ui/form.tsx';
import { NameField } from '../../shared/ui/name-field.tsx';
import type { TheirValues } from '../../shared/ui/their-values.ts';
import { CloudeventsFields } from './cloudevents-fields.tsx';
import { describeDelays, parseDelays } from './delays.ts';
import { HeaderFields } from './header-fields.tsx';
import { SignInFields } from './sign-in-fields.tsx';
import { differencesOf } from './webhook-differences.ts';
import classes from './webhook-form.module.css';
import { changeFrom, type WebhookValues } from './webhook-values.ts';

const known = [
  '/name',
  '/url',
  '/format',
  '/settings/mode',
  '/settings/typePrefix',
  '/policy/retryDelaysMs',
  '/policy/connectTimeoutMs',
  '/policy/totalTimeoutMs',
  '/limits/concurrency',
  '/limits/ratePerSecond',
  '/limits/ordering',
  '/headers',
  '/credentials',
];

/** Two fields first, as most webhooks need no more; the rest is folded away. */
export function WebhookForm({
  initial,
  save,
  organization,
  onSave,
  onCancel,
  theirs,
}: {
  initial: WebhookValues;
  /** The words on the button. */
  save: string;
  organization: Organization;
  /** With only what differs from before. */
  onSave: (change: Record<string, unknown>) => Promise<unknown>;
  onCancel: () => void;
  /** What somebody else saved since it was opened. */
  theirs?: TheirValues<WebhookValues> | undefined;
}) {
  const [values, setValues] = useState(initial);
  const [advanced, setAdvanced] = useState(false);
  const set = (change: Partial<WebhookValues>) => setValues((now) => ({ ...now, ...change }));

  const why = useWhyNot('editor', 'Changing webhooks');
  const conflict = theirs && {
    at: theirs.at,
    by: theirs.by,
    onTakeTheirs: theirs.onTake,
    differences: differencesOf(theirs.values, values),
  };

  async function run() {
    const asked = changeFrom(initial, values);
    try {
      if (!('problems' in asked)) return await onSave(asked.change);
      const detail = 'The input is not valid';
      throw new ApiProblem({ status: 400, code: 'invalid', detail, fields: asked.problems });
    } catch (error) {
      // What is wrong must be seen, so the fold that hides it opens.
      const hidden =
        error instanceof ApiProblem && error.fields.some(({ pointer }) => !/^\/(name|url)$/.test(pointer));
      if (hidden) setAdvanced(true);
      throw error;
    }
  }

  return (
    <Form
      save={save}
      onSave={run}
      onCancel={onCancel}
      dirty={values !== initial}
      known={known}
      conflict={conflict}
      why={why}
    >
      {(fields) => (
        <>
          <NameField value={values.name} onChange={(name) => set({ name })} fields={fields} />
          <TextInput
            label="URL"
            description="The address that is called when something changes, with https:// or http://."
            required
            inputMode="url"
            value={values.url}
            onChange={({ currentTarget }) => set({ url: currentTarget.value })}
            error={fields.errorOf('/url')}
          />
          <div>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              ml={-8}
              aria-expanded={advanced}
              onClick={() => setAdvanced(!advanced)}
            >
              {advanced ? '▾ Advanced' : '▸ Advanced'}
            </Button>
          </div>
          {advanced && (
            <Advanced values={values} set={set} fields={fields} formats={formatsOf(organization.dialect)} />
          )}
        </>
      )}
    </Form>
  );
}

function Advanced({
  values,
  set,
  fields: { errorOf },
  formats,
}: {
  values: WebhookValues;
  set: (change: Partial<WebhookValues>) => void;
  fields: FormFields;
  formats: readonly string[];
}) {
  const delays = parseDelays(values.retryDelays);
  const all = values.format === '' || formats.includes(values.format) ? formats : [...formats, values.format];
  return (
    <div className={classes.advanced}>
      <Select
        label="Format"
        description="What the requests look like."
        data={all.map((format) => ({ value: format, label: format }))}
        value={values.format === '' ? (formats[0] ?? null) : values.format}
        onChange={(format) => set({ format: format ?? '' })}
        error={errorOf('/format')}
      />
      {values.format === 'cloudevents' && <CloudeventsFields values={values} set={set} errorOf={errorOf} />}
      <TextInput
        label="Retries"
        description={
          values.retryDelays.trim() === '' || delays === null
            ? 'How long to wait before each one. Empty: as usual for the format.'
            : describeDelays(delays)
        }
        placeholder="5 s, 30 s, 5 min"
        value={values.retryDelays}
        onChange={({ currentTarget }) => set({ retryDelays: currentTarget.value })}
        error={errorOf('/policy/retryDelaysMs')}
      />
      <div className={classes.pair}>
        <TextInput
          label="Time to connect"
          description="Empty: as usual for the format."
          placeholder="5 s"
          value={values.connectTimeout}
          onChange={({ currentTarget }) => set({ connectTimeout: currentTarget.value })}
          error={errorOf('/policy/connectTimeoutMs')}
        />
        <TextInput
          label="Time for everything"
          description="Empty: as usual for the format."
          placeholder="15 s"
          value={values.totalTimeout}
          onChange={({ currentTarget }) => set({ totalTimeout: currentTarget.value })}
          error={errorOf('/policy/totalTimeoutMs')}
        />
        <TextInput
          label="At the same time"
          description="Requests under way at once."
          inputMode="numeric"
          value={values.concurrency}
          onChange={({ currentTarget }) => set({ concurrency: currentTarget.value })}
          error={errorOf('/limits/concurrency')}
        />
        <TextInput
          label="Requests a second"
          description="Empty: as fast as it goes."
          inputMode="decimal"
          value={values.rate}
          onChange={({ currentTarget }) => set({ rate: currentTarget.value })}
          error={errorOf('/limits/ratePerSecond')}
        />
      </div>
      <Select
        label="Order"
        data={[
          { value: 'none', label: 'Side by side' },
          { value: 'object', label: 'One after the other for each object' },
        ]}
        value={values.ordering}
        onChange={(ordering) => set({ ordering: ordering === 'object' ? 'object' : 'none' })}
        error={errorOf('/limits/ordering')}
      />
      <HeaderFields
        rows={values.headers}
        onChange={(headers) => set({ headers })}
        error={errorOf('/headers')}
      />
      <SignInFields values={values} set={set} error={errorOf('/credentials')} />
    </div>
  );
}
