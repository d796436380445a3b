import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

export const algorithm = 'ES256';

export interface SigningKey {
  id: string;
  private: CryptoKey | Uint8Array;
  /** What anybody may know of it. */
  public: JWK;
}

/** The folder's key, made there (readable by its owner only) at the first start, so that tokens outlive restarts. */
export async function signingKey(folder: string): Promise<SigningKey> {
  const path = join(folder, 'signing-key.json');
  await mkdir(folder, { recursive: true });
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const secret = written === undefined ? await makeKey(path) : parseKey(written, path);
  const { d: _secret, ...known } = secret;
  const id = await calculateJwkThumbprint(known);
  return {
    id,
    private: await importJWK(secret, algorithm),
    public: { ...known, kid: id, alg: algorithm, use: 'sig' },
  };
}

async function makeKey(path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const key = await exportJWK(privateKey);
  await writeFile(`${path}.new`, JSON.stringify(key), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return key;
}

function parseKey(text: string, path: string): JWK {
  try {
    const key = JSON.parse(text) as JWK;
    if (key.kty === 'EC' && typeof key.d === 'string') return key;
  } catch {
    // Said below; the parser's message would quote the key.
  }
  throw new Error(`${path} holds no signing key; remove it and the next start makes a new one (old tokens end)`);
}
