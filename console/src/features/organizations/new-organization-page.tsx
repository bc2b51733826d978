import { Radio, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../shared/api/ask.ts';
import { keyOf } from '../../shared/api/query.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { dialects } from '../../shared/dialects.ts';
import { paths } from '../../shared/paths.ts';
import { useGo } from '../../shared/routing/use-search.ts';
import { Form } from '../../shared/ui/form.tsx';
import { NameField } from '../../shared/ui/name-field.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { keyFrom } from './key-from.ts';

const empty = { name: '', key: '', dialect: '' };

/** One organization is one tenant in one dialect; key and dialect stay for ever. */
export function NewOrganizationPage() {
  const [value, setValue] = useState(empty);
  const [keyTyped, setKeyTyped] = useState(false);
  const client = useQueryClient();
  const go = useGo();
  const why = useWhyNot('administrator', 'Making an organization', { everywhere: true });
  const key = keyTyped ? value.key : keyFrom(value.name);

  async function save() {
    const made = await ask('post', '/api/v1/organizations', { body: { ...value, key } });
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/organizations') });
    go(paths.overview(made.key));
  }

  return (
    <Page
      title="New organization"
      crumbs={[{ label: 'Organizations', to: paths.organizations() }]}
      width="form"
    >
      <Form
        save="Create organization"
        onSave={save}
        onCancel={() => go(paths.organizations())}
        dirty={value !== empty}
        why={why}
        known={['/name', '/key', '/dialect']}
      >
        {({ errorOf }) => (
          <>
            <NameField
              value={value.name}
              onChange={(name) => setValue({ ...value, name })}
              fields={{ errorOf }}
            />
            <TextInput
              label="Key"
              description="Stands in the paths of its APIs. It cannot be changed later."
              required
              value={key}
              onChange={({ currentTarget }) => {
                setKeyTyped(true);
                setValue({ ...value, key: currentTarget.value });
              }}
              error={errorOf('/key')}
            />
            <Radio.Group
              label="Dialect"
              description="The vendor's language that its objects, APIs and webhooks speak. It cannot be changed later."
              required
              value={value.dialect}
              onChange={(dialect) => setValue({ ...value, dialect })}
              error={errorOf('/dialect')}
            >
              <div style={{ display: 'flex', flexDirection: 'column', gap: 12, marginBlock: 8 }}>
                {Object.entries(dialects).map(([name, { title, about }]) => (
                  <Radio key={name} value={name} label={title} description={about} />
                ))}
              </div>
            </Radio.Group>
          </>
        )}
      </Form>
    </Page>
  );
}
