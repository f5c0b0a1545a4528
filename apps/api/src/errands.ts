/** Every kind of errand there is, by feature. A composition root, as the home page and reminders read it. */
import { estateErrands } from './features/estates/errands.ts'
import { practiceErrands } from './features/practices/errands.ts'
import { projectErrands } from './features/projects/errands.ts'
import { scorecardErrands } from './features/scorecards/errands.ts'

export const errandSources = [...scorecardErrands, ...projectErrands, ...practiceErrands, ...estateErrands]
