/** The number by which a sheet names what it is of, a visit or a round, so that the sheet of another is not taken by mistake. */

export const toSheetNumber = (id: string): string => id.slice(0, 8).toUpperCase()

/** The number in the lines above a sheet's header; null where there is none. */
export function findSheetNumber(above: readonly string[]): string | null {
  for (const text of above) {
    const [, number] = /(?:编号|no\.)\s*([0-9a-f]{8})(?![0-9a-f])/iu.exec(text.slice(0, 500).normalize('NFKC')) ?? []
    if (number) return number.toUpperCase()
  }
  return null
}
