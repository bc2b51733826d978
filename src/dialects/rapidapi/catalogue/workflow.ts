import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, deletedAt, possibleOwner, status, text, word } from './fields.ts';

const rest = { unique: [], customFields: false, cascades: [] } as const;

/** Something that somebody has asked for and somebody else decides: an approval. */
export const workflow: ObjectType = {
  name: 'workflow',
  plural: 'workflows',
  title: 'approval',
  fields: {
    topic: word('What is asked for', [
      'RequestAccessPlan',
      'PublishAPI',
      'SignupRequestApproval',
      'JoinOrganization',
    ]),
    workflowStatus: word('How it stands', ['OPEN', 'APPROVED', 'REJECTED']),
    status,
    componentId: text('What it is about', 64),
    subComponentId: text('A part of that', 64),
    componentDisplayName: text('Name of what it is about', 255),
    requestorId: count('Who asks'),
    requestorContextId: count('For whom'),
    requestorEmail: text('E-mail of who asks', 320),
    requestorDisplayName: text('Name of who asks', 255),
    requestorContextDisplayName: text('Name of for whom', 255),
    requesteeId: count('Who decides'),
    requesteeEmail: text('E-mail of who decides', 320),
    requesteeDisplayName: text('Name of who decides', 255),
    additionalData: { type: 'object', title: 'More about it' },
    deletedAt,
  },
  // It goes with what it is about.
  relations: { api: possibleOwner('api'), organization: possibleOwner('organization') },
  emits: ['created', 'updated'],
  keepsVersions: true,
  ...rest,
};

/** Something that the hub was asked to do in its own time, such as an import. Every change of it is told. */
export const jobRequest: ObjectType = {
  name: 'job_request',
  plural: 'job_requests',
  title: 'job',
  fields: {
    jobType: text('Kind', 64, { required: true }),
    status: word('Status', ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED']),
    progress: { type: 'number', title: 'How much is done, from 0 to 1', minimum: 0, maximum: 1 },
    requesterId: count('Who asked'),
    input: { type: 'object', title: 'What was given' },
    result: { type: 'object', title: 'What came of it' },
    error: text('What went wrong', 4096),
    deletedAt,
  },
  relations: {},
  emits: ['created', 'updated'],
  ...rest,
};
