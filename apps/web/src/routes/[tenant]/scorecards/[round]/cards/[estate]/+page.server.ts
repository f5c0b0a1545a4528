import { m } from '@bilin/i18n'
import { isLook } from '#lib/server/isLook.ts'
import { loadProof } from '#lib/server/proof.ts'
import { tiedWith, tieReads } from '#lib/words/tieWords.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event
  const { scorecards } = locals.api
  const version = url.searchParams.get('version') ?? ''
  const of = { slug: params.round, estateId: params.estate, version }
  const [card, learning] = await Promise.all([scorecards.results.card(of), scorecards.improvements.weakest(of)])
  const looked = card.unopened && isLook(event)
  if (looked) await scorecards.results.open({ slug: params.round, estateId: params.estate })
  return {
    ...card,
    unopened: card.unopened && !looked,
    learning,
    proof: card.sealed ? loadProof(event, card.sealed) : null,
    words: findWords(card),
  }
}

type Card = Awaited<ReturnType<App.Locals['api']['scorecards']['results']['card']>>

/** Long sentences that few cards show: from here, because the page's script would carry all of them for every card. */
function findWords({ round, result, indicators }: Card) {
  const tie = tiedWith(result)
  const visits = { count: result.visits, from: round.discloseFromVisits }
  const isSingle = indicators.some(({ periodFrom }) => periodFrom === null)
  const fewSays = isSingle ? 'scorecards.results.card.few_visits_coordinator' : 'scorecards.results.card.few_visits'
  return {
    tie: tie === null ? null : { text: tie, reads: tieReads(result.rule) },
    few: visits.count < visits.from ? m[fewSays](visits) : null,
    rest: m['scorecards.results.card.rest_says'](),
  }
}
