import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { errorMessage } from '../event/error-message.ts'
import { visibleLines } from '../event/visible.ts'
import { keepFilesPrivate } from '../host/private-files.ts'
import { readVersion } from '../host/version.ts'
import type { SimulationInput } from '../simulate/options.ts'
import type { ParseOptions } from './parse.ts'
import type { ReportOptions } from './report.ts'
import type { TrainOptions } from './train.ts'
import { addKafkaOptions } from './kafka-flags.ts'
import { addRulesCommand } from './rules-command.ts'
import type { EvaluateOptions } from './evaluate.ts'
import { surviveLostOutput } from './survive-lost-output.ts'
import { UsageError } from './usage-error.ts'
import { workspaceOption } from './workspace-option.ts'
import { tell } from './print.ts'

/**
 * Runs one command line.
 * @returns the exit status: 0 done, 1 failed, 2 wrong usage
 */
export async function main(argv: string[]): Promise<number> {
  keepFilesPrivate()
  surviveLostOutput()
  let status = 0
  const program = createProgram((code) => {
    status = code
  })
  try {
    await program.parseAsync(argv)
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    tell(`sonic: ${errorMessage(error)}`)
    return error instanceof UsageError ? 2 : 1
  }
}

function createProgram(exit: (status: number) => void): Command {
  const program = new Command('sonic')
    .description('Investigate VPN and network incidents in captured logs, offline.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(visibleLines(text)) })
    .showHelpAfterError('(sonic --help shows what there is)')
    .enablePositionalOptions()

  const format = new Option('--format <name>', 'format of the input, instead of detecting it')
  const map = new Option('--map <file>', 'column mapping of an unknown table or JSON')
  const zone = new Option('--zone <offset>', 'time zone of lines that carry none, e.g. +02:00')
  const year = new Option('--year <year>', 'year of the first line, where lines carry none')
  const workspace = workspaceOption('workspace to keep results in')

  program
    .command('analyze')
    .description('captured logs in, scored incidents out')
    .argument('<path...>', 'log files or folders, plain or packed (gzip, zstd, bzip2, xz; zip and tar)')
    .requiredOption('--out <dir>', 'folder for incidents.json, alerts.ndjson, import.json and report.html')
    .addOption(format)
    .addOption(map)
    .option('--budget <n>', 'alerts a day that the models may raise, in place of the setting')
    .option('--rules <file>', 'JSON array of suppression and allow rules to apply')
    .option('--json', 'print the summary as JSON')
    .option('--as-of <time>', 'as if nothing later had happened: ISO 8601, with its zone')
    .addOption(zone)
    .addOption(year)
    .addOption(workspace)
    .action(async (paths: string[], options: Record<string, unknown>) => {
      const { analyze } = await import('./analyze.ts')
      exit(await analyze(paths, options))
    })

  const gather = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]
  addKafkaOptions(program.command('follow'))
    .description('read log files as they grow, Kafka topics and syslog, and print incidents as they come')
    .argument('[path...]', 'log files')
    .option(
      '--syslog <address>',
      'listen for syslog at udp://HOST:PORT, tcp://… or tls://…, several with commas or again; for TLS, --tls-cert is what senders are shown, and --tls-ca who signs theirs',
      gather,
    )
    .option('--topic <name>', 'topic to read, several with commas or again', gather)
    .option('--group <name>', 'consumer group that shares the topics', 'sonic')
    .option(
      '--from <start>',
      'where to begin in partitions not read before: earliest, latest, or a time',
      'earliest',
    )
    .option('--alerts-topic <name>', 'topic to send alerts to, as ECS JSON')
    .option('--incidents-topic <name>', 'topic to send incidents to, as ECS JSON')
    .option('--dead-letter-topic <name>', 'topic to send records to that cannot be decoded')
    .addOption(format)
    .addOption(map)
    .addOption(zone)
    .addOption(year)
    .addOption(workspace)
    .action(async (paths: string[], options: Record<string, unknown>) => {
      const { follow } = await import('./follow.ts')
      exit(await follow(paths, options))
    })

  addKafkaOptions(program.command('topics'))
    .description('what topics a Kafka cluster has; with --topic, the last records of one as Sonic reads them')
    .option('--topic <name>', 'topic to look into', gather)
    .option('--records <n>', 'records to show', '5')
    .addOption(format)
    .addOption(map)
    .addOption(zone)
    .addOption(year)
    .action(async (options: Record<string, unknown>) => {
      const { topics } = await import('./topics.ts')
      exit(await topics(options))
    })

  program
    .command('parse')
    .description('print one ECS JSON object a record, in input order')
    .argument('[path...]', 'log files or folders; - reads standard input')
    .addOption(format)
    .addOption(map)
    .option('--suggest-mapping <file>', 'print a mapping to start from for a table or JSON, and read nothing')
    .addOption(zone)
    .addOption(year)
    .action(async (paths: string[], options: ParseOptions & { suggestMapping?: string }) => {
      const { parse, suggest } = await import('./parse.ts')
      exit(
        options.suggestMapping === undefined
          ? await parse(paths, options, process.stdout, process.stderr)
          : await suggest(options.suggestMapping, process.stdout, process.stderr),
      )
    })

  program
    .command('serve')
    .description('the workstation in a browser, on 127.0.0.1')
    .option('--port <n>', 'port to listen on; without it a free one', readPort, 0)
    .option('--no-open', 'do not open the browser')
    .addOption(workspace)
    .action(async (options: { port: number; open: boolean; workspace?: string }) => {
      const { serve } = await import('./serve.ts')
      exit(await serve(options))
    })

  program
    .command('simulate')
    .description('write labelled logs of a made-up organisation, with planted attacks')
    .option('--users <n>', 'people', '50')
    .option('--days <n>', 'days', '30')
    .option('--seed <n>', 'the same seed gives the same bytes', '1')
    .option('--format <name>', 'asa, fortigate or pcap', 'asa')
    .requiredOption('--out <dir>', 'folder for the logs and labels.json')
    .option('--attacks <list>', 'names of attacks, all, or none')
    .option('--flows <n>', 'mean number of flows in a session, on or off')
    .option('--start <date>', 'first day, ISO 8601')
    .option('--lines <n>', 'stop after about this many lines')
    .action(async (options: SimulationInput) => {
      const { simulate } = await import('./simulate.ts')
      exit(await simulate(options, process.stderr))
    })

  program
    .command('train')
    .description('train an ensemble on logs of normal traffic, or on what a workspace has imported')
    .argument('[path...]', "log files or folders; without them the workspace's history")
    .option('--out <dir>', 'folder for the models, their manifest and model card; without it the shelf')
    .option('--activate', 'use it for imports from now on')
    .option('--json', 'print the outcome as JSON')
    .option('--seed <n>', 'seed of every random choice', readInteger, 1)
    .addOption(format)
    .addOption(map)
    .addOption(zone)
    .addOption(year)
    .addOption(workspace)
    .action(async (paths: string[], options: TrainOptions) => {
      const { train } = await import('./train.ts')
      exit(await train(paths, options))
    })

  program
    .command('evaluate')
    .description('measure on labelled logs how much is found, how early, and at what price')
    .argument('<path...>', 'log files or folders')
    .requiredOption('--labels <file>', 'labels.json as sonic simulate writes it; read after all is scored')
    .option('--out <dir>', 'folder for evaluation.html and evaluation.json')
    .addOption(format)
    .addOption(map)
    .option('--budget <n>', 'alerts a day that the models may raise, in place of the setting')
    .option('--json', 'print the figures as JSON')
    .addOption(zone)
    .addOption(year)
    .action(async (paths: string[], options: EvaluateOptions) => {
      const { evaluate } = await import('./evaluate.ts')
      exit(await evaluate(paths, options))
    })

  program
    .command('models')
    .description('list the generations of models, or do something with one')
    .argument('[action]', 'list, show, verify, add, activate, rollback or remove; a folder is shown')
    .argument('[name]', 'name of a generation, or its folder')
    .option('--json', 'print JSON')
    .action(async (action: string | undefined, name: string | undefined, options: { json?: boolean }) => {
      const { models } = await import('./models.ts')
      exit(await models(action, name, options))
    })

  program
    .command('settings')
    .description('show the settings, or change one')
    .argument('[key]', 'name of a setting')
    .argument('[value]', 'its new value')
    .option('--json', 'print JSON')
    .action(async (key: string | undefined, value: string | undefined, options: { json?: boolean }) => {
      const { settings } = await import('./settings.ts')
      exit(await settings(key, value, options))
    })

  program
    .command('rebuild')
    .description('analyse all stored events of a workspace anew, in order of time')
    .addOption(workspace)
    .action(async (options: { workspace?: string }) => {
      const { rebuild } = await import('./rebuild.ts')
      exit(await rebuild(options))
    })

  program
    .command('report')
    .description('write the report of one incident of a workspace')
    .argument('<incident>', 'id of the incident, or the beginning of it')
    .option('--as <form>', 'html or json', 'html')
    .option('--out <file>', 'file to write; without it standard output')
    .addOption(workspace)
    .action(async (incident: string, options: ReportOptions) => {
      const { report } = await import('./report.ts')
      exit(await report(incident, options))
    })

  program
    .command('search')
    .description('find stored events; sonic search --help shows the language')
    .argument('[query]', 'such as user.name:anna and not source.ip:10.0.0.0/8; without it everything', '')
    .option('--as <form>', 'table, json or csv', 'table')
    .option('--limit <n>', 'events, or values, at most', '100')
    .option('--oldest', 'the oldest first')
    .option('--fields <list>', 'fields to show, with commas between them')
    .option('--count', 'only how many there are')
    .option('--top <field>', 'the most frequent values of a field')
    .option('--histogram', 'how they lie in time')
    .option('--usage', 'how many events are stored at all, of which time, and how much room they take')
    .addOption(workspace)
    .addHelpText('after', searchHelp)
    .action(async (query: string, options: Record<string, unknown>) => {
      const { search } = await import('./search.ts')
      exit(await search(query, options))
    })

  addRulesCommand(program, exit)

  program.allowExcessArguments().action(async () => {
    const [unknown] = program.args
    if (unknown !== undefined)
      throw new UsageError(`There is no command "${unknown}": sonic --help lists them.`)
    const { open } = await import('./open.ts')
    exit(await open())
  })
  return program
}

const searchHelp = `
Examples:
  user.name:anna and not source.ip:10.0.0.0/8       a field, a network
  event.outcome:failure or event.reason:"*locked*"  wildcards: * any text, ? one character
  vpn.bytes_out>1GB time>=now-7d                     amounts, times; words next to each other mean and
  source.port:[1000 to 2000] user.email:*            a range; any value at all
  "account locked"                                   words of the original record
docs/search.md is the reference.`

function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number is needed.')
  return value
}

function readPort(text: string): number {
  const value = readInteger(text)
  if (value > 65535) throw new InvalidArgumentError('ports end at 65535.')
  return value
}
