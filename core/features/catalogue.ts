import { catalogue } from './catalogue.data.ts'

export { catalogue }

export type FeatureName = (typeof catalogue)[number]['name']

export const featureCount = catalogue.length

/** Position of each feature in a row. */
export const column = Object.fromEntries(catalogue.map((feature, index) => [feature.name, index])) as Record<
  FeatureName,
  number // every name of the catalogue is a key
>
