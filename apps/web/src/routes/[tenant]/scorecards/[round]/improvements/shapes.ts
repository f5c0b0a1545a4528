/** The types of this page's data. */
export type Practice = {
  practiceId: string
  title: string
  member: string | null
  indicators: string[]
  adopters: number
}
export type RoundScore = { percent: number; adjusted: number | null; low: number | null; high: number | null }
