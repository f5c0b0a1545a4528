import { m } from '@bilin/i18n'

export const weekdayWords = [
  () => m['rota.weekday.1'](),
  () => m['rota.weekday.2'](),
  () => m['rota.weekday.3'](),
  () => m['rota.weekday.4'](),
  () => m['rota.weekday.5'](),
  () => m['rota.weekday.6'](),
  () => m['rota.weekday.7'](),
]
