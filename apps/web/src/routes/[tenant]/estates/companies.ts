/** The companies a contract can name: members of the alliances the community stands in. */
export type Company = { id: string; name: string }

type Member = Company & { kind: string }
type Asked = {
  api: { estates: { alliances: () => Promise<{ slug: string; name: string }[]> } }
  at: (slug: string) => { tenants: { members: () => Promise<Member[]> } }
}

export async function companiesOf({ api, at }: Asked): Promise<Company[]> {
  const alliances = await api.estates.alliances()
  const members = await Promise.all(alliances.map(({ slug }) => at(slug).tenants.members()))
  const companies = members.flat().filter(({ kind }) => kind === 'company')
  return [...new Map(companies.map(({ id, name }) => [id, { id, name }])).values()]
}
