/**
 * Runs steps side by side: each one as soon as everything it waits for has ended and a slot is free, in the order given.
 * A step that needs a failed one is not run; `run` gets its name.
 */
export type Scheduled = {
  name: string
  needs?: string[]
  /** Waited for, however they end: they must not run at the same time. */
  after?: string[]
}

export async function runSteps<S extends Scheduled>(
  steps: readonly S[],
  slots: number,
  run: (step: S, failedNeed?: string) => Promise<{ failed: number }>,
): Promise<void> {
  const asked = new Set(steps.map(({ name }) => name))
  const waiting = [...steps]
  const succeeded = new Map<string, boolean>()
  const running = new Set<Promise<void>>()

  const needsOf = (step: S) => (step.needs ?? []).filter((need) => asked.has(need))
  const awaitedBy = (step: S) => [...(step.needs ?? []), ...(step.after ?? [])].filter((name) => asked.has(name))
  const isReady = (step: S) => awaitedBy(step).every((name) => succeeded.has(name))

  async function take(step: S): Promise<void> {
    const { failed } = await run(
      step,
      needsOf(step).find((need) => succeeded.get(need) === false),
    )
    succeeded.set(step.name, failed === 0)
  }

  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < slots ? waiting.find(isReady) : undefined
    if (next) {
      waiting.splice(waiting.indexOf(next), 1)
      const taken = take(next).finally(() => running.delete(taken))
      running.add(taken)
    } else if (running.size > 0) await Promise.race(running)
    else throw new Error(`steps that wait for each other: ${waiting.map(({ name }) => name).join(', ')}`)
  }
}
