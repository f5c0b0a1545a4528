/** The two kinds of estates: ordinary housing 商品房 and resettlement housing 安置房. For pages too: loads no rules of typing. */
export const kinds = ['commercial', 'resettlement'] as const
export type Kind = (typeof kinds)[number]
