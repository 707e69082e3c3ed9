import type { Random } from './random.ts'

type NetworkKind = 'isp' | 'mobile' | 'hosting'

export interface Network {
  city: string
  country: string
  kind: NetworkKind
  asn: number
  owner: string
  /** /24 blocks, first three octets. */
  blocks: readonly string[]
}

type Row = readonly [string, string, NetworkKind, number, string, string]

/**
 * Real public address space, so that GeoIP and ASN data say what they would of real traffic. Each /24 was looked
 * up in DB-IP City Lite (2026-06) and in the RouteViews/DB-IP ASN table: country, city and ASN are theirs.
 */
const rows: readonly Row[] = [
  ['Hamburg', 'DE', 'isp', 3320, 'Deutsche Telekom', '2.162.8 2.162.118 2.166.14 31.57.119 37.81.254'],
  ['Hamburg', 'DE', 'isp', 3209, 'Vodafone Germany', '2.200.80 31.16.178 31.18.44 31.18.96 31.18.122'],
  ['Munich', 'DE', 'isp', 3320, 'Deutsche Telekom', '2.165.10 2.165.120 62.153.68 79.199.168 80.140.120'],
  ['Munich', 'DE', 'isp', 6805, 'Telefonica Germany', '2.208.0 2.208.80 2.208.180 2.209.169 2.214.124'],
  ['Berlin', 'DE', 'isp', 3320, 'Deutsche Telekom', '31.59.224 37.80.90 62.158.164 79.214.168 79.252.120'],
  ['Berlin', 'DE', 'isp', 3209, 'Vodafone Germany', '2.203.132 15.145.18 45.134.40 83.169.145 83.169.157'],
  ['London', 'GB', 'isp', 2856, 'BT', '5.80.0 5.80.23 5.80.57 5.80.88 5.80.117'],
  ['London', 'GB', 'isp', 5607, 'Sky UK', '2.120.0 2.120.150 2.121.119 2.121.204 2.122.63'],
  ['London', 'GB', 'isp', 5089, 'Virgin Media', '45.43.168 62.30.25 62.30.60 62.30.133 62.30.187'],
  ['Manchester', 'GB', 'isp', 2856, 'BT', '5.80.6 31.94.62 51.230.27 51.230.57 51.230.83'],
  ['Manchester', 'GB', 'isp', 5089, 'Virgin Media', '62.30.41 62.252.204 82.21.136 212.250.26 213.107.56'],
  ['Paris', 'FR', 'isp', 3215, 'Orange', '2.4.0 2.4.224 2.5.184 2.6.168 2.8.56'],
  ['Paris', 'FR', 'isp', 12322, 'Free', '62.147.5 62.147.81 62.147.122 62.147.185 62.147.199'],
  ['Paris', 'FR', 'isp', 15557, 'SFR', '37.64.0 37.64.105 37.64.240 37.65.189 37.66.118'],
  ['Lyon', 'FR', 'isp', 3215, 'Orange', '2.3.0 2.7.32 80.9.13 80.9.46 80.9.84'],
  ['Lyon', 'FR', 'isp', 5410, 'Bouygues Telecom', '5.48.0 5.48.48 5.48.218 5.48.254 5.50.84'],
  ['New York', 'US', 'isp', 12271, 'Charter', '23.246.64 23.246.80 23.246.103 24.29.96 24.29.119'],
  ['New York', 'US', 'isp', 701, 'Verizon', '63.1.24 63.23.181 63.25.148 63.27.245 63.37.39'],
  ['Boston', 'US', 'isp', 7922, 'Comcast', '23.25.199 24.34.20 24.60.28 24.60.194'],
  ['Chicago', 'US', 'isp', 7922, 'Comcast', '23.25.11 50.73.101 50.148.122 50.171.61 50.171.206'],
  ['Chicago', 'US', 'isp', 7018, 'AT&T', '12.0.95 12.8.134 12.17.84 12.27.160 12.37.19'],
  ['Singapore', 'SG', 'isp', 9506, 'Singtel', '14.100.12 14.100.59 42.60.147 42.61.191 101.78.103'],
  ['Singapore', 'SG', 'isp', 4657, 'StarHub', '27.54.7 27.54.22 27.54.44 27.54.62'],
  ['Sydney', 'AU', 'isp', 1221, 'Telstra', '1.120.25 1.123.132 1.131.9 1.135.185 1.141.199'],
  ['Sydney', 'AU', 'isp', 7545, 'TPG', '14.200.10 14.200.122 14.201.98 14.202.68 14.202.176'],
  ['Tokyo', 'JP', 'isp', 17676, 'SoftBank', '36.243.122 111.188.18 126.248.40 126.254.130 126.254.250'],
  ['Tokyo', 'JP', 'isp', 2516, 'KDDI', '59.132.0 59.138.8 114.19.104'],
  ['Madrid', 'ES', 'isp', 3352, 'Telefonica', '2.136.65 2.138.113 2.139.2 2.140.16 2.140.76'],
  ['Madrid', 'ES', 'isp', 12479, 'Orange Spain', '1.178.224 1.178.246 37.11.168 37.11.210 37.11.233'],
  ['Warsaw', 'PL', 'isp', 5617, 'Orange Polska', '5.184.0 5.184.11 5.184.26 5.184.41 5.184.53'],
  ['Warsaw', 'PL', 'isp', 12741, 'Netia', '5.226.64 5.226.82 5.226.109 37.128.0 37.128.12'],
  ['Amsterdam', 'NL', 'isp', 1136, 'KPN', '31.149.12 31.149.63 31.149.159 31.160.29 31.160.102'],
  ['Amsterdam', 'NL', 'isp', 33915, 'Vodafone Ziggo', '5.199.188 24.132.44 24.132.75 24.132.141 24.132.201'],
  ['Rotterdam', 'NL', 'isp', 1136, 'KPN', '31.149.28 31.160.30 31.160.115 31.160.200 31.160.252'],
  ['Bengaluru', 'IN', 'isp', 24560, 'Bharti Airtel', '27.57.10 27.57.26 27.57.58 61.95.204 106.200.202'],
  ['Bengaluru', 'IN', 'isp', 24309, 'ACT Fibernet', '49.205.33 49.205.143 49.205.221 49.206.25'],
  ['Toronto', 'CA', 'isp', 577, 'Bell Canada', '50.100.42 50.100.227 50.101.89 50.101.119 50.101.155'],
  ['Vienna', 'AT', 'isp', 8447, 'A1 Telekom Austria', '37.44.220 46.74.10 46.74.25 46.74.40 46.74.57'],
  ['Zurich', 'CH', 'isp', 3303, 'Swisscom', '46.14.12 46.14.61 46.14.139 46.14.198 46.14.246'],
  ['Dubai', 'AE', 'isp', 5384, 'Etisalat', '2.48.0 2.48.26 2.48.88 2.48.140 2.48.198'],
  ['Copenhagen', 'DK', 'isp', 3292, 'TDC', '2.104.3 2.104.120 2.106.31 2.108.20 2.108.74'],
  ['Stockholm', 'SE', 'isp', 3301, 'Telia', '2.248.80 2.252.4 2.252.64 2.252.124 2.252.172'],
  ['Milan', 'IT', 'isp', 3269, 'Telecom Italia', '2.112.0 2.112.70 2.112.200 2.113.39 2.113.119'],
  ['Lisbon', 'PT', 'isp', 3243, 'MEO', '2.80.14 2.80.104 2.81.20 2.81.232 2.82.146'],
  ['Hong Kong', 'HK', 'isp', 9269, 'HKBN', '14.136.132 58.177.246 61.93.164 123.203.165 203.185.54'],
  ['Moscow', 'RU', 'isp', 12389, 'Rostelecom', '5.141.236 5.143.244 5.175.116 31.47.130'],
  ['St Petersburg', 'RU', 'isp', 12389, 'Rostelecom', '2.63.175 2.63.210 5.142.1 5.142.23'],
  ['Moscow', 'RU', 'isp', 8402, 'Vimpelcom', '2.92.0 2.92.11 2.92.26 2.92.41 2.92.53'],
  ['Lagos', 'NG', 'isp', 29465, 'MTN Nigeria', '41.206.0 41.206.11 41.206.26 41.220.74 102.88.35'],
  ['Hanoi', 'VN', 'isp', 45899, 'VNPT', '14.160.0 14.160.220 14.162.68 14.163.152 14.164.156'],
  ['Hanoi', 'VN', 'isp', 7552, 'Viettel', '27.64.28 27.64.92 27.64.160 27.64.208'],
  ['Ho Chi Minh City', 'VN', 'isp', 45899, 'VNPT', '14.161.44 14.167.8 14.168.92 14.169.236 103.68.255'],
  ['Jakarta', 'ID', 'isp', 7713, 'Telkom Indonesia', '36.64.16 36.64.33'],
  ['Mexico City', 'MX', 'isp', 8151, 'Uninet', '45.144.224 148.207.187 148.221.140 148.221.155 148.223.60'],
  [
    'Buenos Aires',
    'AR',
    'isp',
    7303,
    'Telecom Argentina',
    '24.232.0 24.232.16 24.232.41 24.232.56 24.232.73',
  ],
  ['Istanbul', 'TR', 'isp', 9121, 'Turk Telekom', '78.161.95 81.212.202 81.212.248 88.241.137 95.0.170'],
  ['Kyiv', 'UA', 'isp', 15895, 'Kyivstar', '5.248.2 5.248.76 5.248.204 37.115.17 37.115.51'],
  ['Cairo', 'EG', 'isp', 8452, 'TE Data', '41.36.46 81.10.61 102.45.180 163.121.129 163.121.141'],
  ['Karachi', 'PK', 'isp', 17557, 'PTCL', '38.211.45 39.34.176 39.40.42 39.48.46 39.51.16'],
  ['Quezon City', 'PH', 'isp', 9299, 'PLDT', '112.200.224 180.194.34 180.194.102 180.194.136 180.194.242'],
  [
    'Rio de Janeiro',
    'BR',
    'isp',
    28573,
    'Claro Brasil',
    '177.35.18 177.64.207 177.65.55 177.127.132 177.142.62',
  ],
  ['Bucharest', 'RO', 'isp', 8708, 'DIGI Romania', '2.17.116 5.2.141 5.2.253 5.12.100 5.12.188'],
  ['Almaty', 'KZ', 'isp', 9198, 'Kazakhtelecom', '2.132.0 2.132.22 2.132.52 2.132.100 2.132.126'],
  ['Minsk', 'BY', 'isp', 6697, 'Beltelecom', '37.44.64 37.44.75 37.45.149 37.45.200 37.45.230'],
  ['Paris', 'FR', 'mobile', 51207, 'Free Mobile', '37.1.232 37.8.163 37.8.178 37.168.2 37.168.122'],
  ['Chicago', 'US', 'mobile', 21928, 'T-Mobile USA', '24.221.32 24.221.67 24.221.82 24.221.97 24.221.109'],
  ['New York', 'US', 'mobile', 22394, 'Verizon Wireless', '63.40.24 63.43.57 63.43.180 63.45.22 63.45.94'],
  ['Singapore', 'SG', 'mobile', 4773, 'M1', '27.104.0 27.104.11 27.104.26 27.104.41 27.104.53'],
  ['Sydney', 'AU', 'mobile', 4804, 'Optus', '49.176.135 49.179.177 49.181.115 49.195.191 122.106.13'],
  ['Tokyo', 'JP', 'mobile', 9605, 'NTT Docomo', '1.75.73 1.75.78 1.75.227 49.96.235 49.103.53'],
  ['Madrid', 'ES', 'mobile', 12430, 'Vodafone Spain', '2.155.4 2.155.189 5.224.166 5.225.168 31.4.2'],
  ['Warsaw', 'PL', 'mobile', 12912, 'T-Mobile Polska', '37.30.64 37.30.75 37.30.90 37.30.105 37.30.117'],
  ['Amsterdam', 'NL', 'mobile', 50266, 'Odido', '5.132.22 31.21.7 31.21.35 31.21.52 31.21.72'],
  ['Bengaluru', 'IN', 'mobile', 45609, 'Airtel Mobile', '27.57.208 27.57.219 27.57.234 27.59.6 27.59.19'],
  ['Toronto', 'CA', 'mobile', 852, 'Telus', '64.22.64 64.114.130 66.222.137 74.49.234 75.127.108'],
  [
    'Frankfurt am Main',
    'DE',
    'hosting',
    14061,
    'DigitalOcean',
    '46.101.68 46.101.104 46.101.126 46.101.145 46.101.160',
  ],
  ['Amsterdam', 'NL', 'hosting', 14061, 'DigitalOcean', '5.101.104 37.139.3 37.139.18 64.225.65 64.225.78'],
  ['Clifton', 'US', 'hosting', 14061, 'DigitalOcean', '45.55.32 45.55.43 45.55.58 45.55.73 45.55.85'],
  [
    'Singapore',
    'SG',
    'hosting',
    14061,
    'DigitalOcean',
    '68.183.176 68.183.187 68.183.234 104.248.145 104.248.157',
  ],
  ['Roubaix', 'FR', 'hosting', 16276, 'OVH', '5.39.0 5.39.32 5.39.68 5.39.83 5.39.95'],
  ['Limburg an der Lahn', 'DE', 'hosting', 16276, 'OVH', '2.26.153 51.38.109 51.68.162 51.68.183 51.75.69'],
  ['Montreal', 'CA', 'hosting', 16276, 'OVH', '8.7.244 8.24.14 8.33.99 15.235.0 15.235.19'],
  ['Helsinki', 'FI', 'hosting', 24940, 'Hetzner', '37.27.0 37.27.11 37.27.26 37.27.41 37.27.53'],
  ['Falkenstein', 'DE', 'hosting', 24940, 'Hetzner', '5.9.0 5.9.12 5.9.28 5.9.43 5.9.55'],
  ['Bucharest', 'RO', 'hosting', 9009, 'M247', '23.26.235 38.180.102 50.118.147 68.165.183 83.97.20'],
  ['London', 'GB', 'hosting', 9009, 'M247', '2.58.47 45.59.22 45.93.219 64.79.230 82.23.232'],
  ['Stockholm', 'SE', 'hosting', 9009, 'M247', '31.13.191 46.203.95 82.23.11 92.113.130 104.243.196'],
  ['New York', 'US', 'hosting', 9009, 'M247', '2.56.151 31.133.26 38.132.103 38.132.126 40.27.111'],
  ['Moscow', 'RU', 'hosting', 49505, 'Selectel', '31.129.36 45.10.248 45.93.14 45.129.207 45.133.226'],
  ['Hong Kong', 'HK', 'hosting', 132203, 'Tencent Cloud', '43.128.0 43.128.22 43.128.52 43.129.18 43.129.74'],
  [
    'Singapore',
    'SG',
    'hosting',
    132203,
    'Tencent Cloud',
    '43.128.64 43.128.86 43.128.116 43.132.11 43.132.39',
  ],
  ['Almaty', 'KZ', 'hosting', 49505, 'Selectel', '5.172.179 46.174.106 85.142.101 176.113.42 185.232.19'],
  ['Los Angeles', 'US', 'hosting', 20473, 'Vultr', '5.175.190 44.31.196 45.32.77 45.32.92 45.63.56'],
  ['Kyiv', 'UA', 'hosting', 20473, 'Vultr', '31.56.86 178.95.40 178.95.70 178.95.156 178.95.175'],
  ['Munich', 'DE', 'hosting', 51167, 'Contabo', '5.189.176 5.189.187 62.171.144 62.171.185 144.91.69'],
  ['Prague', 'CZ', 'hosting', 212238, 'Datacamp', '31.56.103 74.0.40 104.253.0 178.249.209 205.188.79'],
  ['Belgrade', 'RS', 'hosting', 9009, 'M247', '37.120.193 38.180.239 89.38.224 146.70.111 152.89.160'],
  ['Sao Paulo', 'BR', 'hosting', 212238, 'Datacamp', '14.102.55 69.33.67 107.149.152 181.41.201 212.180.39'],
  [
    'Frankfurt am Main',
    'DE',
    'mobile',
    6805,
    'Telefonica Germany (O2)',
    '2.209.176 2.212.112 77.15.0 77.15.176',
  ],
  ['London', 'GB', 'mobile', 206067, 'Three UK', '92.41.48 94.196.128 94.197.208 188.31.80'],
]

export const networks: readonly Network[] = rows.map(([city, country, kind, asn, owner, blocks]) => ({
  city,
  country,
  kind,
  asn,
  owner,
  blocks: blocks.split(' '),
}))

export function networksWhere(kind: NetworkKind, where: { city?: string; country?: string }): Network[] {
  return networks.filter(
    (network) =>
      network.kind === kind &&
      (where.city === undefined || network.city === where.city) &&
      (where.country === undefined || network.country === where.country),
  )
}

/** Some host of the network. */
export function addressIn(network: Network, random: Random): string {
  return `${random.pick(network.blocks)}.${random.int(2, 250)}`
}
