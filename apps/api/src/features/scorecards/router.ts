import { router } from '../../trpc.ts'
import { advancing } from './findings/advance.ts'
import { contesting } from './findings/disputes.ts'
import { fairness } from './results/fairness.ts'
import { figures } from './results/figures.ts'
import { improvements } from './improvements/commitments.ts'
import { improvementSheet } from './improvements/sheet.ts'
import { learning } from './improvements/weakest.ts'
import { ledger } from './results/sheet.ts'
import { marks } from './visits/marking.ts'
import { messages } from './messages/router.ts'
import { overview } from './rounds/overview.ts'
import { photos } from './photos.ts'
import { planning } from './rounds/planning.ts'
import { declarations } from './rota/declarations.ts'
import { rota } from './rota/proposals.ts'
import { visitCalendar } from './rota/calendar.ts'
import { visitPlan } from './rota/plan.ts'
import { publishing } from './results/publish.ts'
import { replies } from './findings/responses.ts'
import { results } from './results/cards.ts'
import { rounds } from './rounds/rounds.ts'
import { rubrics } from './rubrics/rubrics.ts'
import { rubricSheets } from './rubrics/exchange.ts'
import { sheets } from './visits/exchange.ts'
import { verifiable } from './seals/router.ts'
import { waiting } from './waiting.ts'
import { withdrawing } from './findings/withdrawals.ts'

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
