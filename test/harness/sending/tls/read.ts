import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const pair = (name: string) => ({ certificate: read(`${name}.pem`), key: read(`${name}.key`) });

/** Keys and certificates that everybody knows; the README beside them says what each is. */
export const testTls = {
  ca: read('test-ca.pem'),
  otherCa: read('other-ca.pem'),
  receiver: pair('receiver'),
  clientOne: pair('client-one'),
  clientTwo: pair('client-two'),
  expired: pair('expired'),
};
