import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import { conflict, type Operation } from './operation.ts';

export interface JobCreate {
  jobType: string;
  input?: JsonObject | null;
  requesterId?: number | null;
}

/** Writes down that something was asked for. Whoever does it tells how far it is with `updateJob`. */
export async function createJob(
  op: Operation,
  { jobType, input, requesterId }: JobCreate,
): Promise<ObjectRecord> {
  const requester = requesterId ? await found(op, 'user', requesterId) : await op.user();
  return op.steps.create('job_request', {
    fields: { jobType, ...given({ input }), requesterId: requester?.number ?? 0 },
    links: {},
  });
}

export interface JobUpdate {
  id: string;
  status?: string | null;
  progress?: number | null;
  result?: JsonObject | null;
  error?: string | null;
}

const finished: readonly unknown[] = ['COMPLETED', 'FAILED', 'CANCELED'];

export async function updateJob(op: Operation, { id, ...input }: JobUpdate): Promise<ObjectRecord> {
  const job = await found(op, 'job_request', id);
  if (finished.includes(job.fields.status))
    throw conflict(`The job has ended: it is ${job.fields.status}. Ask for a new one.`);
  const done = input.status === 'COMPLETED' && { progress: 1 };
  return op.steps.update(job, { ...done, ...given(input) });
}
