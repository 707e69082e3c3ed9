import { asnPackage } from '../enrich/asn.ts'
import { findDataPackage } from '../enrich/data-package.ts'
import { geoPackage } from '../enrich/geo.ts'
import { decoders } from '../ingest/decoders/index.ts'
import { runtimeObstacle } from '../models/runtime-platform.ts'
import { dataFolder, resources } from './resources.ts'
import { Service } from './service.ts'
import { readVersion } from './version.ts'

/** The service over one workspace, with the models, geography and example that come with Sonic. */
export function createService(options: { workspace: string; dataDir?: string }): Service {
  return new Service({
    workspace: options.workspace,
    dataDir: options.dataDir ?? dataFolder(),
    modelsDir: resources.models,
    examplePath: resources.example,
    about: {
      version: readVersion(),
      formats: decoders.map(({ name, title }) => ({ name, title })),
      obstacle: runtimeObstacle(),
      geo: { city: findDataPackage(geoPackage)?.date, asn: findDataPackage(asnPackage)?.date },
    },
  })
}
