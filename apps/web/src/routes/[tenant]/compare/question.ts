/** Reads the comparison from the address and writes it there, so that it can be sent as a link. */
export type Question = {
  round: string
  by: 'estate' | 'community' | 'kind'
  communityId: string
  kind: string
  search: string
}

export function readQuestion(url: URL): Question {
  const param = (name: string) => url.searchParams.get(name) ?? ''
  const by = param('by')
  return {
    round: param('round'),
    by: by === 'community' || by === 'kind' ? by : 'estate',
    communityId: param('community'),
    kind: param('kind'),
    search: param('search'),
  }
}

/** Changing the question goes back to the first page. */
export function comparisonHref(question: Question, change: Partial<Question> = {}): string {
  const { round, by, communityId, kind, search } = { ...question, ...change }
  const param = { round, by: by === 'estate' ? '' : by, community: communityId, kind, search }
  return `?${new URLSearchParams(Object.entries(param).filter(([, value]) => value !== ''))}`
}
