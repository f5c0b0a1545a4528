/** What of the plan is looked at, as it stands in the address. */
export type PlanFilters = {
  estate: string
  state: string
  search: string
  by: 'estate' | 'reviewer'
  page: number
  whole: boolean
  /** The page of the list of messages. */
  sent: number
}

/** Another filter begins at its first page. */
export function planHref({ estate, state, search, by, page, whole, sent }: PlanFilters): string {
  const query = new URLSearchParams({
    ...(estate && { estate }),
    ...(state && { state }),
    ...(search && { search }),
    ...(by === 'reviewer' && { by }),
    ...(page > 1 && { page: String(page) }),
    ...(whole && { whole: '1' }),
    ...(sent > 1 && { sent: String(sent) }),
  })
  return `?${query}`
}
