import { readSync } from 'node:fs';

const blockSize = 1024 * 1024;
const newline = 0x0a;

/** The whole lines of an open file with where they lie; `bytes` counts the newline. What follows the last newline is left out. */
export function* linesOf(file: number): Generator<{ line: string; offset: number; bytes: number }> {
  const block = Buffer.allocUnsafe(blockSize);
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (let position = 0, read = 1; read > 0; position += read) {
    read = readSync(file, block, 0, blockSize, position);
    const bytes = Buffer.concat([rest, block.subarray(0, read)]);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      yield { line: bytes.toString('utf8', start, end), offset: offset + start, bytes: end + 1 - start };
      start = end + 1;
    }
    offset += start;
    rest = Buffer.from(bytes.subarray(start));
  }
}
