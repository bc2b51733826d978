import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Problem } from '../base/errors.ts';
import type { WebhookTls } from '../store/records/webhook.ts';
import { certificatesOf } from './certificates.ts';

/** Of each part, in characters: enough for a long chain, or for the authorities of a large company. */
export const maxPemLength = 65_536;

/** What is wrong with a webhook's TLS at this time. No message shows anything of a key. */
export function checkTls(tls: WebhookTls, now: Date): Problem[] {
  const problems = [...checkCa(tls.ca, now), ...checkClient(tls, now)];
  return problems.length > 0 ? problems : checkTogether(tls);
}

function checkCa(ca: string | null, now: Date): Problem[] {
  if (ca === null) return [];
  const authorities = read(ca);
  if (typeof authorities === 'string') return [{ field: 'tls.ca', message: authorities }];
  // A bundle may well hold one that is over beside its successor.
  return authorities.every((authority) => timeProblem(authority, now) !== null)
    ? [{ field: 'tls.ca', message: 'must hold a certificate that is valid now' }]
    : [];
}

function checkClient({ certificate, key }: WebhookTls, now: Date): Problem[] {
  const missing = (field: string, other: string) => [
    { field: `tls.${field}`, message: `must be given together with ${other}` },
  ];
  if (certificate === null) return key === null ? [] : missing('certificate', 'its key');
  if (key === null) return missing('key', 'its certificate');

  const chain = read(certificate);
  const privateKey = readKey(key);
  const problems: Problem[] = [];
  if (typeof chain === 'string') problems.push({ field: 'tls.certificate', message: chain });
  if (privateKey === null) {
    const message = 'must be a private key in PEM that needs no passphrase';
    problems.push({ field: 'tls.key', message });
  }
  const leaf = typeof chain === 'string' ? undefined : chain[0];
  if (leaf === undefined || privateKey === null) return problems;
  const time = timeProblem(leaf, now);
  if (time !== null) problems.push({ field: 'tls.certificate', message: time });
  if (!leaf.checkPrivateKey(privateKey)) {
    problems.push({ field: 'tls.key', message: 'must be the key of the first certificate' });
  }
  return problems;
}

/** What reads well may still be refused when it is used, such as a key that is too short to be safe. */
function checkTogether({ ca, certificate, key }: WebhookTls): Problem[] {
  try {
    createSecureContext({
      ...(ca !== null && { ca }),
      ...(certificate !== null && { cert: certificate }),
      ...(key !== null && { key }),
    });
    return [];
  } catch {
    return [
      { field: 'tls', message: 'cannot be used for TLS: a key may be too short, or a signature too old' },
    ];
  }
}

/** The certificates, at least one, or what is wrong with the text. */
function read(pem: string): X509Certificate[] | string {
  if (pem.length > maxPemLength) return `must be at most ${maxPemLength} characters long`;
  if (pem.includes('PRIVATE KEY-----')) return 'must hold certificates only, and no private key';
  try {
    const certificates = certificatesOf(pem);
    if (certificates.length > 0) return certificates;
  } catch {
    // Said below.
  }
  return 'must be one certificate or more in PEM';
}

function readKey(pem: string): KeyObject | null {
  if (pem.length > maxPemLength) return null;
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return null;
  }
}

function timeProblem(certificate: X509Certificate, now: Date): string | null {
  if (new Date(certificate.validTo) <= now) return `must be valid; it expired ${certificate.validTo}`;
  if (new Date(certificate.validFrom) > now) return `must be valid; it begins ${certificate.validFrom}`;
  return null;
}
