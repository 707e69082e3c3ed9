import type { Command } from 'commander'
import type { DraftOptions, RulesOptions } from './rules.ts'
import { workspaceOption } from './workspace-option.ts'

/** `sonic rules`: what there is to type. */
export function addRulesCommand(program: Command, exit: (status: number) => void): void {
  const rules = program
    .command('rules')
    .description('rules that hide known alerts: list, try, make and remove them')
  const shared = (command: Command): Command =>
    command.addOption(workspaceOption('workspace of the rules')).option('--json', 'print JSON')

  shared(rules.command('list').description('rules with what they hide, and the log of changes')).action(
    async (options: RulesOptions) => exit(await (await import('./rules.ts')).listRules(options)),
  )
  withDraft(
    shared(rules.command('preview').description('what a rule would change, without making it')),
  ).action(async (options: DraftOptions) => exit(await (await import('./rules.ts')).preview(options)))
  withDraft(shared(rules.command('add').description('make a rule and apply it to everything stored'))).action(
    async (options: DraftOptions) => exit(await (await import('./rules.ts')).add(options)),
  )
  shared(rules.command('remove').description('take a rule away; what it hid is back').argument('<id>'))
    .option('--who <name>', 'who removes it, instead of the account')
    .action(async (id: string, options: RulesOptions & { who?: string }) =>
      exit(await (await import('./rules.ts')).remove(id, options)),
    )
}

function withDraft(command: Command): Command {
  return command
    .option('--file <file>', 'JSON with a rule or an array of rules, instead of the options below')
    .option('--signal <name...>', 'signals, or model for alerts of the models alone')
    .option('--technique <id...>', 'ATT&CK ids')
    .option('--user <name...>', 'people')
    .option('--source <address...>', 'outer addresses or CIDR blocks')
    .option('--network <asn...>', 'autonomous systems of the outer addresses')
    .option('--country <code...>', 'countries of two letters')
    .option('--device <name...>', 'devices')
    .option('--gateway <name...>', 'gateways')
    .option('--destination <address...>', 'destinations: addresses or CIDR blocks')
    .option('--port <n...>', 'destination ports')
    .option('--allow', 'known to be good: may also teach what is normal')
    .option('--reason <text>', 'why; a rule needs one')
    .option('--expires <date>', 'a date such as 2026-12-31, or never; 30 days without it')
    .option('--who <name>', 'who makes it, instead of the account')
}
