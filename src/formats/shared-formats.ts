import type { Format } from '../pipeline/delivery/format.ts';
import { cloudeventsFormat } from './cloudevents/index.ts';
import { standardFormat } from './standard.ts';

/** The formats that webhooks of every dialect may choose, beside the dialect's own. */
export const sharedFormats: readonly Format[] = [standardFormat, cloudeventsFormat];
