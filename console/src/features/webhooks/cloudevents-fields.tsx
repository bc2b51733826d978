import { Select, TextInput } from '@mantine/core';
import type { FormFields } from '../../shared/ui/form.tsx';
import type { WebhookValues } from './webhook-values.ts';

/** What the format cloudevents lets one choose. */
export function CloudeventsFields({
  values,
  set,
  errorOf,
}: {
  values: WebhookValues;
  set: (change: Partial<WebhookValues>) => void;
  errorOf: FormFields['errorOf'];
}) {
  return (
    <>
      <Select
        label="Mode"
        description={
          values.mode === 'binary'
            ? 'The signature covers the data and the id, not the other attributes.'
            : 'The signature covers everything.'
        }
        data={[
          { value: 'structured', label: 'Structured: all of the event in the body' },
          { value: 'binary', label: 'Binary: the data in the body, the rest in headers' },
        ]}
        value={values.mode}
        onChange={(mode) => set({ mode: mode === 'binary' ? 'binary' : 'structured' })}
        error={errorOf('/settings/mode')}
      />
      <TextInput
        label="Prefix of types"
        description="Put in front of event types with a dot. Empty: they are sent as they are."
        placeholder="com.example"
        value={values.typePrefix}
        onChange={({ currentTarget }) => set({ typePrefix: currentTarget.value })}
        error={errorOf('/settings/typePrefix')}
      />
    </>
  );
}
