/** What is compared stands in the address, so that a link shows the same to whoever may see it. */
export type Question = {
  round: string
  by: 'estate' | 'community' | 'kind'
  communityId: string
  kind: string
}

export function questionOf(url: URL): Question {
  const said = (name: string) => url.searchParams.get(name) ?? ''
  const by = said('by')
  return {
    round: said('round'),
    by: by === 'community' || by === 'kind' ? by : 'estate',
    communityId: said('community'),
    kind: said('kind'),
  }
}

export function comparisonHref(question: Question, change: Partial<Question> = {}): string {
  const { round, by, communityId, kind } = { ...question, ...change }
  const said = { round, by: by === 'estate' ? '' : by, community: communityId, kind }
  return `?${new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))}`
}
