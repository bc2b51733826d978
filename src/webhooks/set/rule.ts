/** What a dialect says where its webhooks of one format belong together. */
export interface WebhookSetRule {
  format: string;
  /** How many there can be. */
  maxWebhooks: number;
}

/** Why a webhook is off whose set is off. */
export const setIsOff = 'set-is-off';
