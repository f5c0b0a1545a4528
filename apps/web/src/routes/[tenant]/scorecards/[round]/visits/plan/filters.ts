/** What of the plan is looked at, as it stands in the address. */
export type Asked = {
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
export function hrefOf({ estate, state, search, by, page, whole, sent }: Asked): string {
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
