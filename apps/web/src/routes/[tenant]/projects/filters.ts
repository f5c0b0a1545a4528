type Wish = { stage?: string; mine?: string; sort?: string }

/** The list's address with one wish changed; what is not wished for does not stand in it. */
export function hrefOf(wish: Wish, change: Wish): string {
  const said = Object.entries({ ...wish, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(said).toString()
  return query ? `?${query}` : '?'
}
