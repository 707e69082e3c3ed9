/** How the locales of glibc shorten the months (`abmon`), and write them out where that is short, beside English. */
const words: readonly string[] = [
  'jan january janv ene enero gen sty led oca янв січ jän ian tammi ιαν',
  'feb february févr fév fevr lut úno fev şub фев лют febr helmi φεβ',
  'mar march mär mrz märz mars març márc mrt bře мар бер maalis μαρ',
  'apr april avr avril abr kwi dub nis апр кві ápr huhti απρ',
  'may mai maj mei mag maig máj kvě mayıs май мая тра touko μαϊ μάι',
  'jun june juni juin juny jún iun giu cze čen čvn haz июн чер kesä ιουν',
  'jul july juli juil júl iul lug lip čec čvc tem июл лип heinä ιουλ',
  'aug august août aout ago agu sie srp ağu авг сер elo αυγ',
  'sep september sept szept set wrz zář eyl сен вер syys σεπ',
  'oct october okt ott out paź říj eki окт жов loka οκτ',
  'nov november noi lis lst kas ноя лис marras νοε',
  'dec december dez déc dic des gru pro ara дек гру joulu δεκ',
]

const months = new Map(words.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)))

export const longestMonth = 11

/** 1..12 of a month's name in any of these languages, upper or lower case, with a dot or without; 0 for other words. */
export function monthOfWord(word: string): number {
  return months.get((word.endsWith('.') ? word.slice(0, -1) : word).toLowerCase()) ?? 0
}
