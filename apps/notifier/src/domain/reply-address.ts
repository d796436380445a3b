import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const day = 24 * 60 * 60 * 1_000;

/** As long as the journal is kept; an older letter is answered to nobody. */
const validDays = 400;

/** Small letters and digits alone: what is in front of an @ may lose its capitals on the way. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const shape = /^r-([0-9a-hjkmnp-tv-z]{26})-([0-9a-hjkmnp-tv-z]{4})-([0-9a-hjkmnp-tv-z]{24})$/;

/** The key that signs reply addresses, made from the master key, and good for nothing else. */
export function replyKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'redress reply address', 32));
}

/**
 * Addresses that an answer to a letter goes to: they name the complaint and the day, signed for the one person the
 * letter went to. Nobody else can make one, and it is of no use to anybody else.
 */
export class ReplyAddresses {
  constructor(
    private readonly key: Buffer,
    private readonly domain: string,
  ) {}

  /** The address for a letter about this complaint to this person, signed on that day. */
  of(complaintId: string, person: string, at: Date): string {
    const complaint = inLetters(BigInt(`0x${complaintId.replaceAll('-', '')}`), 26);
    const signedOn = inLetters(BigInt(Math.floor(at.getTime() / day)), 4);
    return `r-${complaint}-${signedOn}-${this.sign(complaint, signedOn, person)}@${this.domain}`;
  }

  /** The complaint that `person` answers about; `undefined` when the address is not one of ours, not theirs, or too old. */
  read(address: string, person: string, now: Date): string | undefined {
    const [local = '', domain, ...rest] = address.trim().toLowerCase().split('@');
    if (domain !== this.domain.toLowerCase() || rest.length > 0) return undefined;
    const [, complaint, signedOn, signature] = shape.exec(local) ?? [];
    if (!complaint || !signedOn || !signature) return undefined;
    const right = this.sign(complaint, signedOn, person);
    if (!timingSafeEqual(Buffer.from(right), Buffer.from(signature))) return undefined;
    const age = Math.floor(now.getTime() / day) - Number(fromLetters(signedOn));
    if (age > validDays) return undefined;
    const hex = fromLetters(complaint).toString(16).padStart(32, '0');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  private sign(complaint: string, signedOn: string, person: string): string {
    const signed = [complaint, signedOn, person.trim().toLowerCase()].join('\n');
    const digest = createHmac('sha256', this.key).update(signed).digest().subarray(0, 15);
    return inLetters(BigInt(`0x${digest.toString('hex')}`), 24);
  }
}

function inLetters(number: bigint, length: number): string {
  let [left, letters] = [number, ''];
  for (let place = 0; place < length; place += 1) {
    letters = alphabet.charAt(Number(left & 31n)) + letters;
    left >>= 5n;
  }
  return letters;
}

function fromLetters(letters: string): bigint {
  return Array.from(letters).reduce((number, letter) => (number << 5n) + BigInt(alphabet.indexOf(letter)), 0n);
}
