/** Marks a SQLite file as a workspace (`PRAGMA application_id`): "Sonc" in ASCII. */
export const applicationId = 0x53_6f_6e_63

/** Tables that hold what people say. */
const policyTables = ['rules', 'verdicts', 'rule_verdicts', 'cleared']
const changes = ['INSERT', 'UPDATE', 'DELETE']

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
  `
  CREATE TABLE rule_verdicts (
    incident TEXT NOT NULL,
    rule TEXT NOT NULL,
    user TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    PRIMARY KEY (incident, rule, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE alert_entities (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    time INTEGER NOT NULL,
    alert TEXT NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
    PRIMARY KEY (kind, name, time, alert)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_entities_by_alert ON alert_entities (alert);
  INSERT OR IGNORE INTO alert_entities (kind, name, time, alert)
    SELECT 'person', user.value, alerts.time, alerts.id FROM alerts, json_each(body, '$.entities.users') AS user
    WHERE json_array_length(body, '$.entities.users') = 1 AND user.value <> ''
    UNION ALL
    SELECT 'address', address.value, alerts.time, alerts.id FROM alerts, json_each(body, '$.entities.sourceIps') AS address
    WHERE address.value NOT IN (SELECT value FROM json_each(coalesce(body -> '$.shared', '[]')));
  `,
  `
  CREATE TABLE rules (
    id TEXT PRIMARY KEY,
    created INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE rule_log (
    number INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    who TEXT NOT NULL,
    change TEXT NOT NULL,
    rule TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE verdicts (
    incident TEXT PRIMARY KEY,
    status TEXT NOT NULL
  ) STRICT;
  INSERT INTO verdicts SELECT id, status FROM incidents WHERE status <> 'open';
  ALTER TABLE incidents DROP COLUMN status;

  CREATE TABLE cleared (
    alert TEXT PRIMARY KEY,
    incident TEXT NOT NULL
  ) STRICT;
  CREATE INDEX cleared_by_incident ON cleared (incident);

  -- What rules make of an import. What the import found stays as it is, so that taking these rows away undoes them.
  CREATE TABLE adjusted (
    import TEXT PRIMARY KEY REFERENCES imports(id) ON DELETE CASCADE
  ) STRICT;
  CREATE TABLE adjusted_alerts (
    alert TEXT PRIMARY KEY REFERENCES alerts(id) ON DELETE CASCADE,
    import TEXT NOT NULL REFERENCES adjusted(import) ON DELETE CASCADE,
    incident TEXT,
    rule TEXT
  ) STRICT;
  CREATE INDEX adjusted_alerts_by_incident ON adjusted_alerts (incident);
  CREATE INDEX adjusted_alerts_by_import ON adjusted_alerts (import);
  CREATE INDEX adjusted_alerts_by_rule ON adjusted_alerts (rule) WHERE rule IS NOT NULL;
  CREATE TABLE adjusted_incidents (
    id TEXT PRIMARY KEY,
    import TEXT NOT NULL REFERENCES adjusted(import) ON DELETE CASCADE,
    score REAL NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE adjusted_buckets (
    import TEXT NOT NULL REFERENCES adjusted(import) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    alerts INTEGER NOT NULL,
    PRIMARY KEY (import, start)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE adjusted_tallies (
    import TEXT NOT NULL REFERENCES adjusted(import) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    alerts INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (import, kind, name)
  ) STRICT, WITHOUT ROWID;

  CREATE VIEW shown_alerts AS
    SELECT id, import, incident, time, score, body, NULL AS rule FROM alerts
    WHERE import NOT IN (SELECT import FROM adjusted)
    UNION ALL
    SELECT a.id, a.import, x.incident, a.time, a.score, a.body, x.rule
    FROM adjusted_alerts x JOIN alerts a ON a.id = x.alert;
  CREATE VIEW shown_incidents AS
    SELECT id, import, score, body, (SELECT count(*) FROM alerts WHERE incident = i.id) AS alerts,
      coalesce((SELECT status FROM verdicts WHERE incident = i.id), 'open') AS status
    FROM incidents i WHERE import NOT IN (SELECT import FROM adjusted)
    UNION ALL
    SELECT id, import, score, body,
      (SELECT count(*) FROM adjusted_alerts WHERE incident = i.id AND rule IS NULL) AS alerts,
      coalesce((SELECT status FROM verdicts WHERE incident = i.id), 'open') AS status
    FROM adjusted_incidents i;
  CREATE VIEW shown_buckets AS
    SELECT b.import, b.start, b.attempts, b.starts, b.ends, b.flows, b.peak,
      CASE WHEN d.import IS NULL THEN b.alerts ELSE coalesce(x.alerts, 0) END AS alerts
    FROM buckets b LEFT JOIN adjusted d ON d.import = b.import
      LEFT JOIN adjusted_buckets x ON x.import = b.import AND x.start = b.start;
  CREATE VIEW shown_tallies AS
    SELECT t.import, t.kind, t.name, t.detail, t.acts, t.failures,
      CASE WHEN d.import IS NULL THEN t.alerts ELSE coalesce(x.alerts, 0) END AS alerts,
      CASE WHEN d.import IS NULL THEN t.score ELSE coalesce(x.score, 0) END AS score
    FROM tallies t LEFT JOIN adjusted d ON d.import = t.import
      LEFT JOIN adjusted_tallies x ON x.import = t.import AND x.kind = t.kind AND x.name = t.name;
  `,
  `
  -- The command that made the workspace, where that matters later.
  CREATE TABLE origin (command TEXT PRIMARY KEY) STRICT;
  INSERT INTO origin SELECT 'an earlier version' WHERE EXISTS (SELECT 1 FROM imports);
  PRAGMA application_id = ${applicationId};
  `,
  `
  CREATE TABLE event_segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    rows INTEGER NOT NULL,
    first INTEGER,
    last INTEGER
  ) STRICT;
  CREATE INDEX event_segments_by_import ON event_segments (import);
  -- The ranges come before the bytes, so that they are read without them.
  CREATE TABLE event_columns (
    segment INTEGER NOT NULL REFERENCES event_segments(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    low REAL,
    high REAL,
    data BLOB NOT NULL,
    UNIQUE (segment, name)
  ) STRICT;
  CREATE TABLE event_blocks (
    segment INTEGER NOT NULL REFERENCES event_segments(id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    words BLOB NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (segment, block)
  ) STRICT;
  `,
  `
  -- What the stages remember between records, as of the last commit. A value is what v8.serialize has written.
  CREATE TABLE memory (
    name TEXT NOT NULL,
    key ANY NOT NULL,
    generation INTEGER NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (name, key)
  ) STRICT;
  -- How far each source of an import has been taken in: by the fingerprint of its content, '' for standard input.
  CREATE TABLE positions (
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (import, source)
  ) STRICT, WITHOUT ROWID;
  -- Keys of the records that were taken in, sorted, as 64-bit floats; times are those of their events.
  CREATE TABLE known_records (
    import TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    keys BLOB NOT NULL
  ) STRICT;
  CREATE INDEX known_records_by_time ON known_records (first, last);
  CREATE INDEX known_records_by_import ON known_records (import);
  -- The ensemble that the logs of this workspace have taught.
  CREATE TABLE ensemble (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    manifest TEXT NOT NULL,
    model BLOB NOT NULL
  ) STRICT;
  `,
  `
  -- Numbers of the events of an import: \`number\` * 2^32, and as many as were ever stored.
  CREATE TABLE event_numbers (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    import TEXT NOT NULL UNIQUE REFERENCES imports(id) ON DELETE CASCADE,
    next INTEGER NOT NULL
  ) STRICT;
  INSERT INTO event_numbers (import, next)
    SELECT import, sum(rows) FROM event_segments GROUP BY import ORDER BY min(id);
  ALTER TABLE event_segments ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE event_segments ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
  -- JSON: lines of each block; null: 1,024 each.
  ALTER TABLE event_segments ADD COLUMN blocks TEXT;
  UPDATE event_segments SET start = known.start, bytes = known.bytes FROM (
    SELECT s.id, n.number * 4294967296 + sum(s.rows) OVER (PARTITION BY s.import ORDER BY s.id) - s.rows AS start,
      coalesce((SELECT sum(length(data)) FROM event_columns WHERE segment = s.id), 0)
        + coalesce((SELECT sum(length(words) + length(data)) FROM event_blocks WHERE segment = s.id), 0) AS bytes
    FROM event_segments s JOIN event_numbers n ON n.import = s.import
  ) AS known WHERE known.id = event_segments.id;
  DROP INDEX event_segments_by_import;
  CREATE UNIQUE INDEX event_segments_by_import ON event_segments (import, start);
  `,
  `
  CREATE TABLE policy_changes (number INTEGER NOT NULL) STRICT;
  INSERT INTO policy_changes VALUES (0);
  ${policyTables
    .flatMap((table) =>
      changes.map(
        (change) =>
          `CREATE TRIGGER policy_${table}_${change.toLowerCase()} AFTER ${change} ON ${table} BEGIN
    UPDATE policy_changes SET number = number + 1;
  END;`,
      ),
    )
    .join('\n  ')}
  `,
  `
  -- Messages that are to go out, in the order in which they came about; gone when they have arrived.
  CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB,
    -- JSON: an object of strings.
    headers TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_by_topic ON outbox (topic, number);
  `,
]
