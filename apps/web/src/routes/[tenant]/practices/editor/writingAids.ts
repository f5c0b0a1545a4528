/** Choices for the editor: the estates by name, and the indicators of the first alliance that has a rubric. */
export async function loadWritingAids({ api, at }: App.Locals) {
  const { places, alliances } = await api.practices.writing()
  const [first] = alliances
  return { places, indicators: first ? await at(first.slug).practices.indicators() : [] }
}
