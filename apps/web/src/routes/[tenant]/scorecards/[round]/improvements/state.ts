/** Texts for an improvement's states and changes, and the list as short text for a chat. */
import { longDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'
import type { ScoreChange, ImprovementState } from '@bilin/domain/scorecards/improvements/progress'
import type { Tone } from '@bilin/ui/content/tones'

export const improvementStateWords: Record<ImprovementState, () => string> = {
  open: () => m['scorecards.improvements.state.open'](),
  overdue: () => m['scorecards.improvements.state.overdue'](),
  done: () => m['scorecards.improvements.state.done'](),
}

export const improvementStateTones: Record<ImprovementState, Tone> = { open: 'info', overdue: 'warn', done: 'done' }

export const scoreChangeWords: Record<ScoreChange, () => string> = {
  better: () => m['scorecards.improvements.better'](),
  worse: () => m['scorecards.improvements.worse'](),
  unsure: () => m['scorecards.improvements.unsure'](),
}

export const scoreChangeTones: Record<ScoreChange, Tone> = { better: 'good', worse: 'warn', unsure: 'neutral' }

type Listed = { estate: string; indicator: string; what: string; who: string; until: string }

export const shortLines = (
  round: string,
  improvements: readonly Listed[],
  formatName: (code: string) => string,
): string =>
  [
    m['scorecards.improvements.short_title']({ round }),
    ...improvements.map(({ estate, indicator, what, who, until }) =>
      m['scorecards.improvements.short_line']({
        estate,
        indicator: formatName(indicator),
        what,
        who,
        until: longDay(until),
      }),
    ),
  ].join('\n')
