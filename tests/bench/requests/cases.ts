/** What is asked of each server, in the same tenant by the same person: a procedure of Bilin's, and the same columns in GraphQL. */

/** A published round of the story. */
const PUBLISHED = '2026-summer'

export type Case = { name: string; procedure: string; input?: object; graphql: string }

export const cases: Case[] = [
  {
    name: 'list',
    procedure: 'events.list',
    input: {},
    graphql: `{ allEvents(first: 50, orderBy: AT_DESC) {
      nodes { rowId at name details seatBySeatId { title } } pageInfo { endCursor hasNextPage } } }`,
  },
  {
    name: 'rounds',
    procedure: 'scorecards.rounds.list',
    graphql: `{ allRounds { nodes {
      rowId slug title rubricId stage opensOn closesOn responseUntil publishedAt version discloseFromVisits
      roundEstatesByTenantIdAndRoundId { totalCount } } } }`,
  },
  {
    // Counts by round. PostGraphile without a plugin counts by estate, because visits and findings are an estate's of a round.
    name: 'aggregate',
    procedure: 'scorecards.rounds.overview',
    graphql: `{ allRounds { nodes {
      rowId slug title rubricId stage opensOn closesOn responseUntil publishedAt version discloseFromVisits
      roundEstatesByTenantIdAndRoundId { totalCount nodes {
        visitsByTenantIdAndRoundIdAndEstateIdAndCompanyIdAndCommunityId { totalCount }
        findingsByTenantIdAndRoundIdAndEstateIdAndCompanyIdAndCommunityId { totalCount } } } } } }`,
  },
  {
    name: 'estates',
    procedure: 'estates.listed',
    input: {},
    graphql: `{ allListedEstates(condition: { withdrawnAt: null }, first: 2000) { nodes {
      rowId name kind households buildings fee lat lng companyId companyName listedAt purpose until
      tenantByAuthorTenantId { name slug } } } }`,
  },
  {
    name: 'results',
    procedure: 'scorecards.results.list',
    input: { slug: PUBLISHED },
    graphql: `{ allRounds(condition: { stage: "published" }) { nodes {
        rowId slug title stage version rubricByTenantIdAndRubricId { body } } }
      allResults(first: 50) { totalCount nodes {
        estateId name kind communityId communityName companyId companyName visits stars
        resultTotalByTenantIdAndRoundIdAndVersionAndEstateIdAndCompanyIdAndCommunityId {
          rawMean uncappedMean adjusted low high linkedGroup } } } }`,
  },
]
