/** The languages that labels exist in. */
export type LabelLanguage = 'ru' | 'en';

function weigh(range: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { language: tag.split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 };
}

/**
 * The language of labels: the one liked best in an `Accept-Language` header, else `fallback` (the complaint's language),
 * else English.
 */
export function labelLanguage(acceptLanguage: string | undefined, fallback: string): LabelLanguage {
  const liked = (acceptLanguage ?? '')
    .split(',')
    .map(weigh)
    .filter(({ language, weight }) => (language === 'ru' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  const language = liked?.language ?? fallback.toLowerCase().split('-')[0];
  return language === 'ru' ? 'ru' : 'en';
}
