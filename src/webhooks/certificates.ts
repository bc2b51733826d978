import { X509Certificate } from 'node:crypto';

/** A certificate as people may see it. */
export interface CertificateView {
  /** `O=Acme, CN=hooks`. */
  subject: string;
  validUntil: Date;
}

const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in its order. Throws where one cannot be read. */
export function certificatesOf(pem: string): X509Certificate[] {
  return (pem.match(block) ?? []).map((text) => new X509Certificate(text));
}

export function certificateViews(pem: string): CertificateView[] {
  return certificatesOf(pem).map((certificate) => ({
    subject: certificate.subject.split('\n').join(', '),
    validUntil: new Date(certificate.validTo),
  }));
}
