/** Names with the message codes they belong to; `*` is every message of the category. */
type Names = Readonly<Record<string, string>>

interface IseCategory {
  category: Names
  type: Names
}

const configuration: IseCategory = { category: { configuration: '*' }, type: { info: '*' } }

/**
 * ECS category and type of ISE's messages by logging category (`CISE_…`) and message code, as Elastic's `cisco_ise`
 * integration publishes them.
 */
export const iseCategories: Readonly<Record<string, IseCategory>> = {
  AD_Connector: {
    category: {
      authentication: '25012 25013 25015 25016 25017 25018 25033',
      configuration: '25037 25041 25046 25058',
    },
    type: {
      info: '25012 25013 25015 25016 25017 25018 25033 25037 25041 25046 25058',
      end: '25012 25018',
    },
  },
  Administrative_and_Operational_Audit: {
    category: {
      iam: '51001 51002 51020 51021 52000 52001 52002 58005 60077 60078 60080 60081 60093 60094 60115 60116 60134 60188 60461 61077',
      authentication: '51001 51002 51020 51021 60077 60078 60080 60081 60115 60116 60188 61077',
      network: '60134 61025 61026',
      process: '58005 60067 60070 60456',
      configuration: '52000 52001 52002',
    },
    type: {
      admin: '51001 51002 51020 51021',
      change: '52001',
      connection: '61025 61026',
      creation: '52000',
      deletion: '52002',
      end: '61026',
      user: '60080 60081 60115 60116',
      info: '51001 51002 51020 51021 52000 52001 52002 58005 60067 60070 60077 60078 60080 60081 60093 60094 60115 60116 60134 60188 60456 60461 61025 61026 61077',
      start: '60067 60456 61025',
    },
  },
  Authentication_Flow_Diagnostics: {
    category: { iam: '*', authentication: '22037 22040 22057 22060 22061' },
    type: { info: '*' },
  },
  Failed_Attempts: {
    category: { authentication: '5400 5405 5411 5418 5435 5440', session: '5440' },
    type: {
      info: '5400 5405 5411 5418 5435 5440',
      end: '5405 5411 5418 5435',
      start: '5440',
    },
  },
  Guest: configuration,
  Identity_Stores_Diagnostics: {
    category: {
      iam: '24209 24210 24212 24216 24217 24313 24322 24325 24352 24366 24412 24430 24631 24633 24715',
      authentication: '24313 24322 24325 24352 24412 24430 24633 24715',
      host: '24217',
      malware: '24209',
    },
    type: {
      info: '24209 24210 24212 24216 24217 24313 24322 24325 24352 24366 24412 24430 24631 24633 24715',
      end: '24352 24412 24633',
      user: '24210 24212 24216 24631',
    },
  },
  Internal_Operations_Diagnostics: {
    category: { authentication: '34120', configuration: '32025 34126 34127' },
    type: { info: '*' },
  },
  MyDevices: configuration,
  Passed_Authentications: {
    category: { authentication: '5200 5231 5233 5239' },
    type: { info: '5200 5231 5233 5239' },
  },
  Policy_Diagnostics: configuration,
  Posture_and_Client_Provisioning_Audit: { category: { malware: '*' }, type: { info: '*' } },
  RADIUS_Accounting: configuration,
  RADIUS_Diagnostics: {
    category: {
      iam: '11001 11002 11004 11005 11006 11015',
      authentication: '11036 11038 11507 11823 12300 12301 12302 12305 12307 12309 12318 12500 12814 12817',
      network: '11027 12500 12800 12805 12814 12817',
      session: '11117',
      configuration: '11017 11018',
    },
    type: {
      info: '11001 11002 11004 11005 11006 11015 11017 11018 11027 11036 11038 11117 11507 11823 12300 12301 12302 12305 12307 12309 12318 12500 12800 12805 12814 12817',
      end: '11823 12307 12309 12817',
      start: '11117',
    },
  },
  System_Statistics: { category: { host: '70000 70011', process: '70001' }, type: { info: '*' } },
  TACACS_Accounting: configuration,
  Threat_Centric_NAC: {
    category: { authentication: '91110', configuration: '91004 91018' },
    type: { info: '*' },
  },
}

/** Codes of a person's login that was let in or refused; the others tell of machines, policies or abandoned handshakes. */
export const acceptedCodes: ReadonlySet<string> = new Set('5200 5231 5236 5239'.split(' '))
export const refusedCodes: ReadonlySet<string> = new Set('5400 5418 5434 5435 5447 5449'.split(' '))

/** Codes of RADIUS accounting: start, stop, interim. */
export const accountingCodes: ReadonlyMap<string, string> = new Map([
  ['3000', 'start'],
  ['3001', 'stop'],
  ['3002', 'interim-update'],
])

/**
 * Sign-ins of administrators to the interface and the command line (Cisco ISE message catalogue, "Administrator Authentication and
 * Authorization").
 */
export const administratorCodes: ReadonlyMap<string, 'success' | 'failure'> = new Map([
  ...['51001', '51002', '51003', '60080', '60115'].map((code) => [code, 'success'] as const),
  ...'51000 51004 51005 51006 51007 51008 51009 51020 51021 51022 60081 60082 60188'
    .split(' ')
    .map((code) => [code, 'failure'] as const),
])
