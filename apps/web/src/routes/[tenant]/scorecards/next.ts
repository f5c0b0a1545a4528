/** The next thing to do in a round for this person, as text and link; null if there is none. */
import { m } from '@bilin/i18n'
import type { RoundStage } from '@bilin/domain/scorecards/rounds/round'

type Round = {
  slug: string
  stage: RoundStage
  visits: { planned: number; submitted: number; mine: number; mineSubmitted: number }
  findings: { unanswered: number; undecided: number }
}
export type Next = { words: string; href: string; waits: boolean }

export function getNextAct(
  round: Round,
  { coordinates, role }: { coordinates: boolean; role: string },
  home: string,
): Next | null {
  const at = `${home}/${round.slug}`
  const results = { words: m['scorecards.rounds.next_step.results'](), href: `${at}/results`, waits: false }
  if (round.stage === 'published') return results
  if (round.stage === 'cancelled') return null
  if (coordinates) return coordinatorsNext(round, at)
  const left = round.visits.mine - round.visits.mineSubmitted
  if (round.stage === 'visiting' && left > 0)
    return { words: m['scorecards.rounds.next_step.my_visits']({ count: left }), href: `${at}/visits`, waits: true }
  if (round.stage === 'responding' && role === 'manager' && round.findings.unanswered > 0)
    return {
      words: m['scorecards.rounds.next_step.unanswered']({ count: round.findings.unanswered }),
      href: `${at}/findings`,
      waits: true,
    }
  return null
}

function coordinatorsNext({ stage, visits, findings }: Round, at: string): Next {
  if (stage === 'planning')
    return visits.planned === 0
      ? { words: m['scorecards.rounds.next_step.plan_visits'](), href: `${at}/visits`, waits: true }
      : { words: m['scorecards.rounds.next_step.open'](), href: at, waits: true }
  if (stage === 'visiting')
    return visits.submitted === visits.planned
      ? { words: m['scorecards.rounds.next_step.open_responses'](), href: at, waits: true }
      : { words: m['scorecards.rounds.next_step.see_visits'](), href: `${at}/visits`, waits: false }
  if (findings.undecided > 0)
    return {
      words: m['scorecards.rounds.next_step.undecided']({ count: findings.undecided }),
      href: `${at}/findings`,
      waits: true,
    }
  if (stage === 'responding')
    return { words: m['scorecards.rounds.next_step.settle'](), href: at, waits: findings.unanswered === 0 }
  return { words: m['scorecards.rounds.next_step.publish'](), href: at, waits: true }
}
