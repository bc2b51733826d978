import type { Job, JobOrder, JobState } from '../../records/job.ts';

/** A row of the table. */
export interface JobRow {
  organization_id: string;
  id: string;
  kind: JobOrder['kind'];
  input: JobOrder['input'];
  state: JobState;
  total: number | null;
  queued: number;
  skipped: number;
  cursor: string | null;
  due_at: Date | null;
  failures: number;
  detail: string | null;
  created_by: string;
  created_by_name: string | null;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
}

/** What the statements select. */
export const jobColumns = `
  organization_id, id, kind, input, state, total, queued, skipped, "cursor", due_at, failures, detail, created_by,
  created_by_name, created_at, updated_at, finished_at`;

export function jobFrom(row: JobRow): Job {
  return {
    organizationId: row.organization_id,
    id: row.id,
    state: row.state,
    total: row.total,
    queued: row.queued,
    skipped: row.skipped,
    cursor: row.cursor,
    dueAt: row.due_at,
    failures: row.failures,
    detail: row.detail,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    finishedAt: row.finished_at,
    // The two columns were written together from one order.
    ...({ kind: row.kind, input: row.input } as JobOrder),
  };
}
