/** A feature's name: one plural word, the same in the address, the folder, the procedure and the messages. */
export type FeatureName = {
  /** honours, for folders, routers, addresses and messages */
  plural: string
  /** honour, for the table: one row's noun */
  singular: string
  /** Honour, for the types */
  Singular: string
  /** What users call it, in Chinese. */
  word: string
}

/** What is there already. */
export type House = { taken: readonly string[]; tables: readonly string[] }

const vague = ['utils', 'helpers', 'commons', 'services', 'managers', 'datas', 'infos', 'items', 'things', 'records']
const wordsOfSql = [
  'users',
  'groups',
  'orders',
  'tables',
  'columns',
  'grants',
  'checks',
  'cases',
  'windows',
  'references',
  'offsets',
  'limits',
]

export function nameFeature(plural: string, word = plural): FeatureName {
  const singular = singularOf(plural)
  return { plural, singular, Singular: singular[0]!.toUpperCase() + singular.slice(1), word }
}

/** Why this name will not do, in a sentence; nothing when it will. */
export function refuseName(name: string, { taken, tables }: House): string | null {
  if (name === '') return 'Say what the feature is called: npm run new -- honours'
  if (!/^[a-z]{4,24}$/.test(name))
    return `"${name}" will not do: one English word of 4 to 24 small letters, as it stands in the address.`
  if (!name.endsWith('s') || name.endsWith('ss'))
    return `"${name}" will not do: folders are plural, as "${name}s" would be.`
  if (vague.includes(name)) return `"${name}" says nothing: name it after what its users keep in it.`
  if (wordsOfSql.includes(name)) return `"${singularOf(name)}" is a word of SQL and cannot name a table: find another.`
  if (taken.includes(name)) return `"${name}" exists already: git ls-files | grep ${name}`
  if (tables.includes(singularOf(name))) return `A table "${singularOf(name)}" exists already: find another word.`
  return null
}

function singularOf(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh)es$/.test(plural)) return plural.slice(0, -2)
  return plural.slice(0, -1)
}
