/** What a list of estates shows stands in its address: filters, order, and how far down. */
export type Looking = {
  kind: string
  search: string
  community: string
  sort: string
  order: string
  after: string
}

const keys = ['kind', 'search', 'community', 'sort', 'order', 'after'] as const
const usual: Partial<Record<keyof Looking, string>> = { sort: 'name', order: 'up' }

export function lookingOf(url: URL): Looking {
  const said = keys.map((key) => [key, url.searchParams.get(key) ?? usual[key] ?? ''])
  return Object.fromEntries(said) as Looking
}

/** Only what was said, as the procedures take it. */
export const saidOf = (looking: Looking, wanted: readonly (keyof Looking)[] = keys) =>
  Object.fromEntries(wanted.filter((key) => looking[key] !== '').map((key) => [key, looking[key]]))

/** Another filter or order begins at the first page again. */
export function hrefOf(looking: Looking, change: Partial<Looking> = {}): string {
  const next = { ...looking, after: '', ...change }
  const said = Object.entries(saidOf(next)).filter(([key, value]) => usual[key as keyof Looking] !== value)
  return `?${new URLSearchParams(said)}`
}

export function sorting(looking: Looking, key: string) {
  const sorted = looking.sort === key
  const order = sorted && looking.order === 'up' ? 'down' : 'up'
  return {
    sortHref: hrefOf(looking, { sort: key, order }),
    ...(sorted && { sorted: looking.order === 'down' ? ('descending' as const) : ('ascending' as const) }),
  }
}
