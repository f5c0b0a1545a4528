/**
 * How much text a piece of work hands to patterns, counted and not timed. Every method that runs a pattern (test, replace,
 * match, split, …) calls `exec`, which is counted here. How far a pattern goes back inside its text is not seen: that no
 * pattern does so more than linearly is what eslint-plugin-regexp proves.
 */
export type PatternWork = {
  /** Characters read: up to the end of each match, or of the text where there is none; and one for each call. */
  characters: number
  /** The longest text that a pattern was given. */
  longest: number
}

export async function countPatternWork(work: () => unknown): Promise<PatternWork> {
  const counted: PatternWork = { characters: 0, longest: 0 }
  const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')!
  const original = RegExp.prototype.exec
  RegExp.prototype.exec = function count(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const found = original.call(this, text)
    counted.longest = Math.max(counted.longest, text.length)
    if (found) counted.characters += found.index + found[0].length - from + 1
    // A sticky pattern looks at one place only.
    else counted.characters += this.sticky ? 1 : text.length - from + 1
    return found
  }
  try {
    await work()
  } catch {
    // A refusal; what it cost is counted.
  } finally {
    Object.defineProperty(RegExp.prototype, 'exec', exec)
  }
  return counted
}
