import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const kafkaVersion = '4.4.0'

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sonic</groupId>
  <artifactId>kafka-for-tests</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaVersion}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`

/** Why there can be no broker here, with what would install it; undefined where there can. */
export function kafkaObstacle(): string | undefined {
  const lacking = ['java', 'mvn', 'openssl'].filter((command) => spawnSync(command, ['-version']).error)
  if (lacking.length === 0) return undefined
  return `${lacking.join(' and ')} not found: apt-get install openjdk-17-jre-headless maven openssl`
}

/** The class path of Apache Kafka, from Maven Central once and then from a folder of this user's cache. */
export async function kafkaClassPath(): Promise<string> {
  const folder = join(homedir(), '.cache', 'sonic', `kafka-${kafkaVersion}`)
  const whole = join(folder, 'whole')
  if (!existsSync(whole)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'pom.xml'), pom)
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${join(folder, 'libs')}`]
    await promisify(execFile)('mvn', ['-B', '-q', '-ntp', '-f', join(folder, 'pom.xml'), goal, ...options])
    // Written last: a download that was cut short is begun anew.
    writeFileSync(whole, '')
  }
  return join(folder, 'libs', '*')
}
