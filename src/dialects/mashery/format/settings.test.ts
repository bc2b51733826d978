import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { defaultSettings, isTriggered, settingsFrom } from './settings.ts';
import { settingsSchema } from './settings-schema.ts';

describe('trigger settings', () => {
  const validate = new Ajv({ strict: true, useDefaults: true }).compile(settingsSchema);

  it('are filled with defaults by their schema, to the innermost switch', () => {
    const settings = { triggers: { key: { beforeCreate: true } } };
    expect(validate(settings)).toBe(true);
    const { key } = defaultSettings.triggers;
    expect(settings).toEqual({
      ...defaultSettings,
      triggers: { ...defaultSettings.triggers, key: { ...key, beforeCreate: true } },
    });
    expect(settingsFrom({})).toEqual(defaultSettings);
    expect(settingsFrom({ triggers: { key: { beforeCreate: true } } })).toEqual(settings);
  });

  it.each([
    { encoding: 'xml' },
    { unknown: 1 },
    { triggers: { plan: {} } },
    { triggers: { key: { before: true } } },
    { before: { timeoutMs: 50 } },
    { before: { timeoutMs: 30_001 } },
    { before: { whenUnanswered: 'maybe' } },
  ])('are refused by their schema: %j', (settings) => {
    expect(validate(settings)).toBe(false);
  });

  it('are all described', () => {
    expect(undescribed(settingsSchema)).toEqual([]);
  });

  it('tell of everything afterwards and ask about nothing beforehand, until told otherwise', () => {
    expect(isTriggered(defaultSettings, 'after', 'package_key', 'deleted')).toBe(true);
    expect(isTriggered(defaultSettings, 'before', 'package_key', 'deleted')).toBe(false);
    expect(isTriggered(defaultSettings, 'after', 'plan', 'created')).toBe(false);
    const settings = settingsFrom({ triggers: { member: { afterUpdate: false, beforeCreate: true } } });
    expect(isTriggered(settings, 'after', 'member', 'updated')).toBe(false);
    expect(isTriggered(settings, 'after', 'member', 'created')).toBe(true);
    expect(isTriggered(settings, 'before', 'member', 'created')).toBe(true);
  });

  function undescribed(schema: object, path = ''): string[] {
    const { description, properties = {} } = schema as { description?: string; properties?: object };
    return [
      ...(description === undefined ? [path] : []),
      ...Object.entries(properties).flatMap(([name, inner]) => undescribed(inner, `${path}/${name}`)),
    ];
  }
});
