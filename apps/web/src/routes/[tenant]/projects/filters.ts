type ProjectFilter = { stage?: string; mine?: string; sort?: string }

/** The address of the list with one filter changed; empty filters are left out. */
export function projectsHref(filter: ProjectFilter, change: ProjectFilter): string {
  const entries = Object.entries({ ...filter, ...change }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  )
  const query = new URLSearchParams(entries).toString()
  return query ? `?${query}` : '?'
}
