/** The dialects, as people write them, with a sentence each. */
export const dialects: Record<string, { title: string; about: string }> = {
  mashery: {
    title: 'Mashery',
    about: 'Event triggers for members, applications, keys and packages, with before-calls. V2 and V3 APIs.',
  },
  rapidapi: {
    title: 'RapidAPI',
    about: 'Event triggers of an Enterprise Hub: up to five callback URLs and one shared secret.',
  },
  apigee: {
    title: 'Apigee',
    about: 'Monetization webhooks: developers are told about as they near the target of their rate plan.',
  },
};

/** "RapidAPI" for `rapidapi`; a dialect that is not known stays as it is. */
export function dialectTitle(dialect: string): string {
  return dialects[dialect]?.title ?? dialect;
}

/** The formats that a webhook of an organization may have, its dialect's own first. */
export function formatsOf(dialect: string): readonly string[] {
  return [dialect, 'standard', 'cloudevents'];
}
