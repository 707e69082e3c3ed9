/**
 * The schema as a list of steps: step n takes a workspace from version n to n + 1 (`PRAGMA user_version`).
 * A released step is never edited; a change is a new step.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    started INTEGER NOT NULL,
    report TEXT
  ) STRICT;

  CREATE TABLE incidents (
    id TEXT PRIMARY KEY,
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'open',
    score REAL NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incidents_by_score ON incidents (score DESC);

  CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    incident TEXT,
    time INTEGER NOT NULL,
    score REAL NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alerts_by_incident ON alerts (incident);
  CREATE INDEX alerts_by_time ON alerts (time);

  CREATE TABLE buckets (
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    flows INTEGER NOT NULL,
    peak REAL NOT NULL,
    alerts INTEGER NOT NULL,
    PRIMARY KEY (import, start)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tallies (
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    acts INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    alerts INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (import, kind, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tallies_by_acts ON tallies (kind, acts DESC);

  CREATE TABLE recents (
    path TEXT PRIMARY KEY,
    opened INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE sources (
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (import, fingerprint)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sources_by_fingerprint ON sources (fingerprint);

  CREATE TABLE mappings (
    name TEXT PRIMARY KEY,
    saved INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE imports ADD COLUMN reading TEXT;
  `,
]
