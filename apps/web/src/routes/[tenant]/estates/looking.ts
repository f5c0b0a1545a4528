/** What a list of estates shows stands in its address: filters, order, and how far down. */
export type ListFilters = {
  kind: string
  search: string
  community: string
  sort: string
  order: string
  after: string
}

const keys = ['kind', 'search', 'community', 'sort', 'order', 'after'] as const
const usual: Partial<Record<keyof ListFilters, string>> = { sort: 'name', order: 'up' }

export function readListFilters(url: URL): ListFilters {
  const said = keys.map((key) => [key, url.searchParams.get(key) ?? usual[key] ?? ''])
  return Object.fromEntries(said) as ListFilters
}

/** Only what was said, as the procedures take it. */
export const toListQuery = (looking: ListFilters, wanted: readonly (keyof ListFilters)[] = keys) =>
  Object.fromEntries(wanted.filter((key) => looking[key] !== '').map((key) => [key, looking[key]]))

/** Another filter or order begins at the first page again. */
export function estatesHref(looking: ListFilters, change: Partial<ListFilters> = {}): string {
  const next = { ...looking, after: '', ...change }
  const said = Object.entries(toListQuery(next)).filter(([key, value]) => usual[key as keyof ListFilters] !== value)
  return `?${new URLSearchParams(said)}`
}

export function sorting(looking: ListFilters, key: string) {
  const sorted = looking.sort === key
  const order = sorted && looking.order === 'up' ? 'down' : 'up'
  return {
    sortHref: estatesHref(looking, { sort: key, order }),
    ...(sorted && { sorted: looking.order === 'down' ? ('descending' as const) : ('ascending' as const) }),
  }
}
