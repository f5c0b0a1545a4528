/** The filters of the plan, read from the address. */
export type PlanFilters = {
  estate: string
  state: string
  search: string
  by: 'estate' | 'reviewer'
  /** The last visit of the previous page, '' on the first page. */
  after: string
  whole: boolean
  /** The last seat of the previous page of messages. */
  afterSeat: string
}

/** Changing a filter goes back to the first page. */
export function planHref({ estate, state, search, by, after, whole, afterSeat }: PlanFilters): string {
  const query = new URLSearchParams({
    ...(estate && { estate }),
    ...(state && { state }),
    ...(search && { search }),
    ...(by === 'reviewer' && { by }),
    ...(after && { after }),
    ...(whole && { whole: '1' }),
    ...(afterSeat && { afterSeat }),
  })
  return `?${query}`
}
