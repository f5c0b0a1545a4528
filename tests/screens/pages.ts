/** The pages whose pictures stand in docs/screens: who looks, and where. */
export type Shown = { name: string; as: string | null; path: string }

export const pages: Shown[] = [{ name: 'sign-in', as: null, path: '/sign-in' }]
