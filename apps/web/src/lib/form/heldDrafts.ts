/** Whether this device stores drafts of forms, and how to delete them all. */
export const PREFIX = 'bilin.typed.'
/** The prefix of all drafts: of forms, responses and rubrics. */
const ALL = [PREFIX, 'bilin.words.', 'bilin.rubric.']

export const isAnyHeld = (): boolean =>
  stores().some((store) => Object.keys(store).some((key) => key.startsWith(PREFIX)))

/** Deletes all drafts, at sign-out. */
export function deleteAllDrafts(): void {
  for (const store of stores())
    for (const key of Object.keys(store)) if (ALL.some((prefix) => key.startsWith(prefix))) store.removeItem(key)
}

/** Storage may be denied, and then throws. */
function stores(): Storage[] {
  try {
    return [sessionStorage, localStorage]
  } catch {
    return []
  }
}
