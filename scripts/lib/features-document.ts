import { format, resolveConfig } from 'prettier'
import { catalogue } from '../../core/features/catalogue.ts'
import { featureGroups } from '../../core/features/feature.ts'
import { vocabulary } from '../../core/features/tokens.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** `docs/features.md` as it is to be: the catalogue, and the sequence model's vocabulary. @param path where it stands */
export async function featuresDocument(path: string): Promise<string> {
  const chapters = featureGroups.map((group) => {
    const rows = catalogue
      .filter((feature) => feature.group === group)
      .map(({ name, unit, doc, source }) => `| \`${name}\` | ${[unit, doc, source].map(cell).join(' | ')} |`)
    const heading = `## ${group[0]?.toUpperCase()}${group.slice(1)}`
    return [
      heading,
      '',
      '| feature | unit | what it measures | source |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n')
  })
  const text = `# Features

Written by \`npm run docs:features\` from \`core/features/catalogue.data.ts\`: ${catalogue.length} columns. A row tells what was known
before its act; counts of the recent past include it. A feature that does not apply to a kind of act is missing (NaN),
which the model replaces by the training median. "own" marks a feature that no product or paper publishes.

${chapters.join('\n\n')}

## Tokens

The LSTM reads each person's acts as ${vocabulary.length} tokens: ${vocabulary.map((token) => `\`${token}\``).join(', ')}.
`
  return format(text, { ...(await resolveConfig(path)), parser: 'markdown' })
}
