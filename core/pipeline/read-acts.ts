import type { ActAssembler } from '../enrich/act-assembler.ts'
import type { Act } from '../event/act.ts'
import type { InputFiles } from './input-files.ts'
import { Intake } from './intake.ts'

/** The acts of files in batches, as they become complete; nothing else becomes of their records. */
export async function* readActs(files: InputFiles, assembler: ActAssembler): AsyncGenerator<Act[]> {
  const intake = new Intake({ assembler })
  for await (const batch of files.batches()) yield intake.take(batch)
  yield intake.flush()
}
