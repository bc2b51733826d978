import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, wordsOf } from '../../shared/api/problem.ts';
import { useWhyNot } from '../../shared/api/session.ts';
import { Confirm } from '../../shared/ui/confirm.tsx';
import { Leave } from '../../shared/ui/leave.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { toast } from '../../shared/ui/toast.ts';
import classes from './callback-urls.module.css';
import { askGraph, type EventUrl, settingsKey } from './graph.ts';
import { changesOf, maxUrls, noteOf, rebased, rowsOf, type UrlRow, urlMeant } from './url-rows.ts';

/** Up to five addresses that every event goes to. Nothing changes until Save. */
export function CallbackUrls({ org, urls }: { org: string; urls: readonly EventUrl[] }) {
  const client = useQueryClient();
  const [rows, setRows] = useState(() => rowsOf(urls));
  const [known, setKnown] = useState(urls);
  if (urls !== known) {
    setKnown(urls);
    setRows(rebased(rows, known, urls));
  }
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const why = useWhyNot('editor', 'Changing callback URLs');
  const { removed, changed, added } = changesOf(urls, rows);
  const count = removed.length + changed.length + added.length;
  const full = rows.length >= maxUrls ? 'Five is the limit of this dialect.' : undefined;
  const set = (row: UrlRow, url: string) =>
    setRows((now) => now.map((one) => (one.key === row.key ? { ...one, url } : one)));

  async function save() {
    const failed: Record<string, string> = {};
    setBusy(true);
    for (const { id } of removed) await attempt(failed, id, () => removeUrl(org, id));
    for (const row of changed) await attempt(failed, row.key, () => changeUrl(org, row));
    for (const row of added) {
      await attempt(failed, row.key, () => addUrl(org, row));
      // It comes back with its id when the hub is read again, and must not be added twice.
      if (failed[row.key] === undefined) setRows((now) => now.filter(({ key }) => key !== row.key));
    }
    setErrors(failed);
    // Whatever failed, the others are saved.
    await client.invalidateQueries({ queryKey: settingsKey(org) });
    setBusy(false);
    const left = removed.find(({ id }) => failed[id] !== undefined);
    if (left !== undefined) {
      const detail = `${left.url} could not be removed. ${failed[left.id]}`;
      throw new ApiProblem({ status: 400, code: 'not-removed', detail });
    }
    if (Object.keys(failed).length === 0) toast('The callback URLs are saved.');
  }

  const wrong = rows.some((_, index) => noteOf(rows, index)?.wrong === true);
  return (
    <Section title="Callback URLs">
      <Leave when={count > 0 && !busy} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong || count === 0) return;
          if (removed.length > 0) setAsking(true);
          else void save();
        }}
      >
        <p className="muted" style={{ marginBlockStart: 0 }}>
          {`Each gets every event. ${rows.length} of ${maxUrls} used.`}
        </p>
        {rows.length === 0 && <p>Nothing is sent until you add a callback URL.</p>}
        {rows.map((row, index) => {
          const note = noteOf(rows, index);
          const dirty = row.id === null || urlMeant(row.url) !== row.before;
          return (
            <div key={row.key} className={classes.row}>
              <TextInput
                label={`URL ${index + 1}`}
                inputMode="url"
                readOnly={why !== undefined}
                value={row.url}
                data-dirty={dirty || undefined}
                onChange={({ currentTarget }) => set(row, currentTarget.value)}
                error={note?.wrong === true ? note.text : errors[row.key]}
                description={note?.wrong === false ? note.text : undefined}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`Remove URL ${index + 1}`}
                disabled={why !== undefined}
                onClick={() => setRows((now) => now.filter(({ key }) => key !== row.key))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
          );
        })}
        <div className={classes.buttons}>
          <MayButton
            why={why ?? full}
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setRows((now) => [...now, newRow()])}
          >
            Add a URL
          </MayButton>
          <MayButton why={why} type="submit" loading={busy}>
            Save
          </MayButton>
          {count > 0 && (
            <Button variant="default" onClick={() => setRows(rowsOf(urls))}>
              Discard
            </Button>
          )}
          <span role="status" className="muted">
            {count > 0 ? 'Changes not saved' : ''}
          </span>
        </div>
      </form>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Remove callback URLs?"
        act="Save and remove"
        danger
        onAct={save}
      >
        <p>These get no more events, and what they still wait for is given up. The log is kept.</p>
        <ul className={classes.gone}>
          {removed.map(({ id, url }) => (
            <li key={id}>{url}</li>
          ))}
        </ul>
      </Confirm>
    </Section>
  );
}

let made = 0;

function newRow(): UrlRow {
  made += 1;
  return { key: `new ${made}`, id: null, before: '', url: '' };
}

async function attempt(failed: Record<string, string>, key: string, run: () => Promise<unknown>) {
  try {
    await run();
  } catch (error) {
    const [field] = error instanceof ApiProblem ? error.fields : [];
    failed[key] =
      field === undefined
        ? wordsOf(error)
        : wordsOf(new ApiProblem({ status: 400, code: 'x', detail: field.detail }));
  }
}

const removeUrl = (org: string, id: string) =>
  askGraph(org, 'mutation A($id: ID!) { deleteEventUrl(id: $id) }', { id });

const changeUrl = (org: string, { id, url }: UrlRow) =>
  askGraph(
    org,
    'mutation A($id: ID!, $url: String!) { updateEventUrl(id: $id, updateDto: {url: $url}) { id } }',
    { id, url: urlMeant(url) },
  );

const addUrl = (org: string, { url }: UrlRow) =>
  askGraph(org, 'mutation A($url: String!) { createEventUrl(createDto: {url: $url}) { id } }', {
    url: urlMeant(url),
  });
