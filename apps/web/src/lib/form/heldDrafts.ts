/** Whether this device holds anything that was typed and not sent; and a way to hold nothing more. */
export const PREFIX = 'bilin.typed.'
/** Of everything that is typed and not sent: forms, responses, rubrics. */
const ALL = [PREFIX, 'bilin.words.', 'bilin.rubric.']

export const isAnyHeld = (): boolean =>
  stores().some((store) => Object.keys(store).some((key) => key.startsWith(PREFIX)))

/** Signing out leaves nothing behind for whoever uses the device next. */
export function deleteAllDrafts(): void {
  for (const store of stores())
    for (const key of Object.keys(store)) if (ALL.some((prefix) => key.startsWith(prefix))) store.removeItem(key)
}

/** A device may forbid them. */
function stores(): Storage[] {
  try {
    return [sessionStorage, localStorage]
  } catch {
    return []
  }
}
