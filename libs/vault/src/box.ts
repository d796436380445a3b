import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a fresh random iv: iv, tag, ciphertext. `bound` is what the content belongs to; it opens with nothing else. */
export function close(key: Buffer, bound: string, content: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const closing = createCipheriv(cipher, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(bound));
  const ciphertext = Buffer.concat([closing.update(content), closing.final()]);
  return Buffer.concat([iv, closing.getAuthTag(), ciphertext]);
}

/** The content of a box; `undefined` when the key, the binding or the box is not the one it was closed with. */
export function open(key: Buffer, bound: string, box: Buffer): Buffer | undefined {
  if (box.length < ivBytes + tagBytes) return undefined;
  const opening = createDecipheriv(cipher, key, box.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(bound))
    .setAuthTag(box.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([opening.update(box.subarray(ivBytes + tagBytes)), opening.final()]);
  } catch {
    return undefined;
  }
}
