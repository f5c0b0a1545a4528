import { router } from '../../trpc.ts'
import { advancing } from './advancing.ts'
import { contesting } from './contesting.ts'
import { fairness } from './fairness.ts'
import { figures } from './figures.ts'
import { improvements } from './improvements.ts'
import { improvementSheet } from './improvementSheet.ts'
import { learning } from './learning.ts'
import { ledger } from './ledger.ts'
import { marks } from './marks.ts'
import { messages } from './messages.ts'
import { overview } from './overview.ts'
import { photos } from './photos.ts'
import { planning } from './planning.ts'
import { declarations } from './declarations.ts'
import { rota } from './rota.ts'
import { visitCalendar } from './visitCalendar.ts'
import { visitPlan } from './visitPlan.ts'
import { publishing } from './publishing.ts'
import { replies } from './replies.ts'
import { results } from './results.ts'
import { rounds } from './rounds.ts'
import { rubrics } from './rubrics.ts'
import { rubricSheets } from './rubricSheets.ts'
import { sheets } from './sheets.ts'
import { verifiable } from './verifiable.ts'
import { waiting } from './waiting.ts'
import { withdrawing } from './withdrawing.ts'

export const scorecards = router({
  ...rubrics,
  ...rubricSheets,
  ...rounds,
  ...planning,
  ...rota,
  ...declarations,
  ...visitPlan,
  ...visitCalendar,
  ...messages,
  ...marks,
  ...sheets,
  ...photos,
  ...replies,
  ...contesting,
  ...withdrawing,
  ...advancing,
  ...publishing,
  ...results,
  ...verifiable,
  ...waiting,
  ...overview,
  ...figures,
  ...ledger,
  ...improvements,
  ...fairness,
  ...learning,
  ...improvementSheet,
})
