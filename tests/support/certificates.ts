import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export type Certificate = { certificate: string; key: string };

/** A new certificate authority, and certificates that it signs: X.509 v3, ECDSA on P-256, valid from yesterday until tomorrow. */
export function createAuthority(name = 'an authority') {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issue = (subject: string, publicKey: KeyObject, extension: Buffer) =>
    createCertificate({ issuer: name, subject, publicKey, extension, issuerKey: authority.privateKey });

  return {
    certificate: issue(name, authority.publicKey, isAuthority),
    /** A certificate with its key for a server with this DNS name. Both are PEM. */
    issueFor(hostName: string): Certificate {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
      return { certificate: issue(hostName, publicKey, isNamed(hostName)), key };
    },
  };
}

type Content = { issuer: string; subject: string; publicKey: KeyObject; extension: Buffer; issuerKey: KeyObject };

// DER by hand (RFC 5280, section 4.1), so that the tests need no installed program: a tag, a length, a content.
function createCertificate({ issuer, subject, publicKey, extension, issuerKey }: Content): string {
  const algorithm = sequence(objectId('2a8648ce3d040302'));
  const day = 24 * 3600 * 1000;
  const validity = sequence(time(Date.now() - day), time(Date.now() + day));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ...[algorithm, nameOf(issuer), validity, nameOf(subject)],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  const whole = sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: number) => der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
const nameOf = (commonName: string) => sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from(commonName)))));
const extensionOf = (id: string, content: Buffer) => sequence(objectId(id), der(0x01, Buffer.from([0xff])), der(0x04, content));
const isAuthority = extensionOf('551d13', sequence(der(0x01, Buffer.from([0xff]))));
const isNamed = (hostName: string) => extensionOf('551d11', sequence(der(0x82, Buffer.from(hostName))));
