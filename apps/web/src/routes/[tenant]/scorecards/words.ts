/** Texts for stages, kinds, marks and severities, and the language in which a rubric is shown. */
import { formatUnrated } from '#lib/words/starWords.ts'
import { getLocale, m } from '@bilin/i18n'
import type { Severity } from '@bilin/domain/scorecards/visits/finding'
import { path, type RoundStage } from '@bilin/domain/scorecards/rounds/stages'
import type { Source } from '@bilin/domain/scorecards/rubrics/rubric'
import type { MarkOption } from '@bilin/ui/fields/fields'
import type { Tone } from '@bilin/ui/content/tones'

export const roundStageWords: Record<RoundStage, () => string> = {
  planning: () => m['scorecards.rounds.stages.planning'](),
  visiting: () => m['scorecards.rounds.stages.visiting'](),
  responding: () => m['scorecards.rounds.stages.responding'](),
  settling: () => m['scorecards.rounds.stages.settling'](),
  published: () => m['scorecards.rounds.stages.published'](),
  cancelled: () => m['scorecards.rounds.stages.cancelled'](),
}

export const stagesInOrder: readonly RoundStage[] = path

export const roundStageTones: Record<RoundStage, Tone> = {
  planning: 'neutral',
  visiting: 'info',
  responding: 'warn',
  settling: 'warn',
  published: 'done',
  cancelled: 'neutral',
}

export const kindWords: Record<'commercial' | 'resettlement', () => string> = {
  commercial: () => m['scorecards.kind.commercial'](),
  resettlement: () => m['scorecards.kind.resettlement'](),
}

export const severityWords: Record<Severity, () => string> = {
  S1: () => m['scorecards.visits.severity.S1'](),
  S2: () => m['scorecards.visits.severity.S2'](),
  S3: () => m['scorecards.visits.severity.S3'](),
  S4: () => m['scorecards.visits.severity.S4'](),
}

export const effectWords: Record<Severity, () => string> = {
  S1: () => m['scorecards.visits.severity_effect.S1'](),
  S2: () => m['scorecards.visits.severity_effect.S2'](),
  S3: () => m['scorecards.visits.severity_effect.S3'](),
  S4: () => m['scorecards.visits.severity_effect.S4'](),
}

export const severityTones: Record<Severity, Tone> = { S1: 'bad', S2: 'bad', S3: 'warn', S4: 'neutral' }

export const sourceWords: Record<Source, () => string> = {
  site: () => m['scorecards.rubrics.sources.site'](),
  record: () => m['scorecards.rubrics.sources.record'](),
  system: () => m['scorecards.rubrics.sources.system'](),
  survey: () => m['scorecards.rubrics.sources.survey'](),
}

export const markChoices = (): MarkOption[] => [
  { value: '5', mark: '5', label: m['scorecards.rubrics.mark_word.5']() },
  { value: '4', mark: '4', label: m['scorecards.rubrics.mark_word.4']() },
  { value: '3', mark: '3', label: m['scorecards.rubrics.mark_word.3']() },
  { value: '2', mark: '2', label: m['scorecards.rubrics.mark_word.2']() },
  { value: '1', mark: '1', label: m['scorecards.rubrics.mark_word.1']() },
  { value: 'na', mark: '—', label: m['scorecards.rubrics.mark_word.na']() },
]

/** A rubric is written in Chinese; its English may be blank. */
export const inTongue = ({ zh, en }: { zh: string; en: string }) => (getLocale() === 'en' && en ? en : zh)
export const getGuide = ({ guide, guideEn }: { guide: string; guideEn: string }) => inTongue({ zh: guide, en: guideEn })

/** Or why there are none. */
export const starLabel = (stars: number | null, unrated?: string | null) =>
  stars === null ? formatUnrated(unrated) : m['scorecards.stars']({ stars })

export const copyWords = () => ({
  label: m['app.copy'](),
  copiedLabel: m['app.copied'](),
  byHandLabel: m['app.copy_by_hand'](),
})
