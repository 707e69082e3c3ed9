/** How the months are shortened (and, where that is short, written out) in the locales of glibc, beside English. */
const words: Record<string, readonly string[]> = {
  Jan: ['jan', 'janv', 'ene', 'gen', 'sty', 'led', 'oca', 'янв', 'jän', 'tammi'],
  Feb: ['feb', 'févr', 'fév', 'fevr', 'lut', 'úno', 'fev', 'şub', 'фев', 'febr', 'helmi'],
  Mar: ['mar', 'mär', 'mrz', 'märz', 'mars', 'mrt', 'bře', 'мар', 'maalis'],
  Apr: ['apr', 'avr', 'avril', 'abr', 'kwi', 'dub', 'nis', 'апр', 'huhti'],
  May: ['may', 'mai', 'maj', 'mei', 'mag', 'kvě', 'mayı', 'май', 'мая', 'touko'],
  Jun: ['jun', 'juni', 'juin', 'giu', 'cze', 'čen', 'haz', 'июн', 'kesä'],
  Jul: ['jul', 'juli', 'juil', 'lug', 'lip', 'čec', 'tem', 'июл', 'heinä'],
  Aug: ['aug', 'août', 'aout', 'ago', 'sie', 'srp', 'ağu', 'авг', 'elo'],
  Sep: ['sep', 'sept', 'set', 'wrz', 'zář', 'eyl', 'сен', 'syys'],
  Oct: ['oct', 'okt', 'ott', 'out', 'paź', 'říj', 'eki', 'окт', 'loka'],
  Nov: ['nov', 'lis', 'lst', 'kas', 'ноя', 'marras'],
  Dec: ['dec', 'dez', 'déc', 'dic', 'des', 'gru', 'pro', 'ara', 'дек', 'joulu'],
}

const known = new Map(
  Object.entries(words).flatMap(([month, all]) => all.map((word) => [word, month] as const)),
)

/** `Okt` → `Oct`; undefined for a word that is no month, or English already. */
export function englishMonth(word: string): string | undefined {
  const month = known.get(word.toLowerCase())
  return month === word ? undefined : month
}
