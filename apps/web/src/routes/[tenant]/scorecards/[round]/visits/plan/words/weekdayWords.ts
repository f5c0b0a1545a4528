import { m } from '@bilin/i18n'

export const weekdayWords = [
  () => m['scorecards.rota.weekday.1'](),
  () => m['scorecards.rota.weekday.2'](),
  () => m['scorecards.rota.weekday.3'](),
  () => m['scorecards.rota.weekday.4'](),
  () => m['scorecards.rota.weekday.5'](),
  () => m['scorecards.rota.weekday.6'](),
  () => m['scorecards.rota.weekday.7'](),
]
