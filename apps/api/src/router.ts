/** Every procedure of Bilin, by feature. A composition root: nobody imports it but app.ts and bilin.ts. */
import { estates } from './features/estates/router.ts'
import { compare } from './features/compare/router.ts'
import { events } from './features/events/router.ts'
import { practices } from './features/practices/router.ts'
import { projects } from './features/projects/router.ts'
import { scorecards } from './features/scorecards/router.ts'
import { operator } from './features/tenants/operator.ts'
import { tenants } from './features/tenants/router.ts'
import { errandSources } from './errands.ts'
import { calendar } from './rooms/calendar/router.ts'
import { createErrandsRouter } from './rooms/errands/router.ts'
import { files } from './rooms/files/router.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router({
  calendar,
  compare,
  errands: createErrandsRouter(errandSources),
  estates,
  events,
  files,
  operator,
  practices,
  projects,
  scorecards,
  tenants,
})

export type AppRouter = typeof appRouter
export const createCaller = createCallerFactory(appRouter)
export type Caller = ReturnType<typeof createCaller>
