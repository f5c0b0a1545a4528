/** What of the plan is looked at, as it stands in the address. */
export type Asked = {
  estate: string
  state: string
  search: string
  by: 'estate' | 'reviewer'
  page: number
  whole: boolean
  /** The page of those who are told. */
  told: number
}

/** Another filter begins at its first page. */
export function hrefOf({ estate, state, search, by, page, whole, told }: Asked): string {
  const query = new URLSearchParams({
    ...(estate && { estate }),
    ...(state && { state }),
    ...(search && { search }),
    ...(by === 'reviewer' && { by }),
    ...(page > 1 && { page: String(page) }),
    ...(whole && { whole: '1' }),
    ...(told > 1 && { told: String(told) }),
  })
  return `?${query}`
}
