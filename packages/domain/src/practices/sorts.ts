/** The sort orders and the adopter filter of the practice search. Has no zod schemas, so that pages stay small. */
export const practiceSorts = ['relevance', 'newest', 'adopted'] as const
export const adoptedBy = ['some', 'none', 'ours'] as const
export type PracticeSort = (typeof practiceSorts)[number]
export type AdoptedBy = (typeof adoptedBy)[number]
