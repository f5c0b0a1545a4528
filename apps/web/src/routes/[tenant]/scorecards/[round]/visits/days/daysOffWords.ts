/** Days on which nobody visits, with the reason, in words. */
import { longDays, longDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'

type DaysOff = { fromDay: string; toDay: string; reason: string }

export function formatDaysOff({ fromDay, toDay, reason }: DaysOff): string {
  const days = fromDay === toDay ? longDay(fromDay) : m['scorecards.rounds.between'](longDays(fromDay, toDay))
  return reason ? m['scorecards.rota.days_off.of']({ days, reason }) : days
}
