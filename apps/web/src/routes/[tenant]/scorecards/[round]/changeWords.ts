/** What was changed about a round, in words. */
import { longDay } from '#lib/words/days.ts'
import type { ChangedField } from '@bilin/domain/scorecards/rounds/changeable'
import { m } from '@bilin/i18n'

type Change = { field: ChangedField; before: string; after: string }

export function formatRoundChange({ field, before, after }: Change): string {
  const days = () => ({ before: longDay(before), after: longDay(after) })
  if (field === 'title') return m['scorecards.rounds.changing.name']({ before, after })
  if (field === 'opensOn') return m['scorecards.rounds.changing.opens_on'](days())
  if (field === 'closesOn') return m['scorecards.rounds.changing.visits_until'](days())
  if (field === 'responseUntil') return m['scorecards.rounds.changing.responses_until'](days())
  if (field === 'surveyUntil') return m['scorecards.rounds.changing.survey_until'](days())
  return m['scorecards.rounds.changing.disclose_from']({ before, after })
}
