import fc from 'fast-check';

/** Texts that have broken somebody's server before. */
const nasty = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff\ud800',
  '\ufeff',
  '\u202e reversed',
  '\u200b',
  '💥'.repeat(50),
  "'; DROP TABLE complaint; --",
  '%00',
  '%',
  '%s%n',
  '../../etc/passwd',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  '\\u0000',
  '-1',
  'null',
  'NaN',
  '1e999',
  '9'.repeat(400),
  '0x10',
  'R-0000-0000',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  'P9999999Y',
];

/** Texts nobody wishes for. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 30_000 }).map((length) => 'я'.repeat(length)) },
);

/** Values of any kind where another is expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      2 ** 53,
      -(2 ** 63),
      [],
      {},
      [[]],
      [null],
      { a: 1 },
      {
        length: 1e9,
      },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 5 }) },
);

const deep = (open: string, close: string, levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;

/** Bodies that are hardly JSON, or too much of it. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        '',
        ' ',
        '{',
        '[]',
        'null',
        '"text"',
        '1',
        '{"text":"a","text":"b"}',
        '{"text":"a","text":null}',
        '{"__proto__":{"roles":["lead"]},"text":"a"}',
        '{"constructor":{"prototype":{"a":1}},"text":"a"}',
        '{"text":"\\ud800"}',
        '{"text":"\\u0000"}',
        '{"text":"a"}{"text":"b"}',
        '{"text":"a",}',
        "{'text':'a'}",
        '\ufeff{"text":"a"}',
        '{"text":1e999}',
        `{"text":${'9'.repeat(500)}}`,
        deep('[', ']', 20_000),
        deep('{"a":', '}', 20_000),
        deep('{"text":', '}', 40),
      )
      .map((text) => Buffer.from(text)),
  },
  { weight: 2, arbitrary: fc.constantFrom(Buffer.from([0xff, 0xfe, 0x7b]), Buffer.from('{"text":"\xe9"}', 'latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(262_100, 262_200, 400_000).map((size) => Buffer.from(`{"text":"${'x'.repeat(size)}"}`)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(2_000, 20_000).map((keys) => {
      const pairs = Array.from({ length: keys }, (_, nth) => `"k${nth}":1`);
      return Buffer.from(`{${pairs.join(',')}}`);
    }),
  },
);

/** What may stand in a header at all. */
export const hostileHeader: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ',',
    ';q=1',
    '*',
    'ru;q=NaN, en;q=-1',
    'x'.repeat(129),
    'x'.repeat(1_500),
    'ÿ',
    '\t',
    'a,b,c,d',
    '0',
    'null',
  ),
  fc.string({ unit: fc.constantFrom(...'a Z 0 9 ; , = * / - _ " \\ { } %'.split(' '), ' '), maxLength: 140 }),
);
