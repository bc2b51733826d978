import type { JsonObject } from '../../../base/json.ts';
import { defaultSettings, switchNames, triggeredTypes } from './settings.ts';

const titles = { member: 'members', application: 'applications', key: 'keys', package_key: 'package keys' };

/**
 * JSON Schema of a webhook's settings. The 24 switches are those of the vendor's page on the integration of a
 * portal. Objects default to `{}` so that a validator that fills in defaults reaches what is inside them.
 */
export const settingsSchema: JsonObject = {
  type: 'object',
  description: 'How the calls of Mashery event triggers are made.',
  additionalProperties: false,
  properties: {
    encoding: {
      type: 'string',
      enum: ['json', 'form'],
      default: defaultSettings.encoding,
      description: 'How bodies are written: JSON, or form fields (application/x-www-form-urlencoded).',
    },
    methodOverride: {
      type: 'boolean',
      default: defaultSettings.methodOverride,
      description: 'Send PUT and DELETE as POST, with the method meant in X-HTTP-Method-Override.',
    },
    triggers: closedObject(
      'Which calls are made.',
      Object.fromEntries(triggeredTypes.map((type) => [type, switchesSchema(type)])),
    ),
    bodyOnDelete: {
      type: 'boolean',
      default: defaultSettings.bodyOnDelete,
      description: 'Whether DELETE calls carry the object as it was.',
    },
    before: closedObject('How calls ahead of a save are waited for.', {
      timeoutMs: {
        type: 'integer',
        minimum: 100,
        maximum: 30_000,
        default: defaultSettings.before.timeoutMs,
        description: 'Milliseconds to wait for the decision, connecting included.',
      },
      whenUnanswered: {
        type: 'string',
        enum: ['proceed', 'refuse'],
        default: defaultSettings.before.whenUnanswered,
        description:
          'Whether a change is saved or refused when no decision comes, or one that makes no sense.',
      },
    }),
    applyReturnedData: {
      type: 'boolean',
      default: defaultSettings.applyReturnedData,
      description: 'Whether an object in the answer to a call after the save changes the saved object.',
    },
  },
};

function switchesSchema(type: keyof typeof titles): JsonObject {
  const switches = switchNames.map((name) => [
    name,
    {
      type: 'boolean',
      default: defaultSettings.triggers[type][name],
      description: `Call ${name.startsWith('before') ? 'before' : 'after'} ${titles[type]} are ${operationIn(name)}.`,
    },
  ]);
  return closedObject(`Calls about ${titles[type]}.`, Object.fromEntries(switches));
}

function operationIn(name: (typeof switchNames)[number]): string {
  return `${name.replace(/^(before|after)/, '').toLowerCase()}d`;
}

function closedObject(description: string, properties: JsonObject): JsonObject {
  return { type: 'object', description, additionalProperties: false, default: {}, properties };
}
