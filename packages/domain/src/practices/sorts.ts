/** In which order practices are found, and adopted by whom. For pages too: loads no rules of typing. */
export const practiceSorts = ['relevance', 'newest', 'adopted'] as const
export const adoptedBy = ['some', 'none', 'ours'] as const
export type PracticeSort = (typeof practiceSorts)[number]
export type AdoptedBy = (typeof adoptedBy)[number]
