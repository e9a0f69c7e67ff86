-- The index of one workspace. docs/index-schema.md says what each column means.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    hash BLOB NOT NULL,
    surface BLOB NOT NULL,
    module TEXT NOT NULL,
    parsed INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    code_lines INTEGER NOT NULL,
    comment_lines INTEGER NOT NULL,
    blank_lines INTEGER NOT NULL,
    in_language_bar INTEGER NOT NULL
);

CREATE TABLE symbols (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    qualname TEXT NOT NULL,
    kind TEXT NOT NULL,
    start_line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    signature TEXT NOT NULL,
    doc TEXT NOT NULL,
    exported INTEGER NOT NULL,
    bases TEXT NOT NULL,
    decorators TEXT NOT NULL,
    complexity INTEGER NOT NULL
);

CREATE TABLE exports (
    file_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    local TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (file_id, name, local, line)
) WITHOUT ROWID;

CREATE TABLE imports (
    file_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    specifier TEXT NOT NULL,
    name TEXT NOT NULL,
    alias TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (file_id, seq)
) WITHOUT ROWID;

CREATE TABLE links (
    source_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    specifier TEXT NOT NULL,
    target_id INTEGER,
    name TEXT NOT NULL,
    alias TEXT NOT NULL,
    external TEXT NOT NULL,
    stdlib INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source_id, seq)
) WITHOUT ROWID;

CREATE TABLE uses (
    file_id INTEGER PRIMARY KEY,
    names TEXT NOT NULL,
    members TEXT NOT NULL,
    lines TEXT NOT NULL
);

CREATE TABLE postings (
    name TEXT PRIMARY KEY,
    files TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE fingerprints (
    file_id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
);

CREATE TABLE fingerprint_postings (
    bucket INTEGER PRIMARY KEY,
    entries BLOB NOT NULL
);

CREATE TABLE manifests (
    file_id INTEGER PRIMARY KEY,
    raw TEXT NOT NULL,
    linked TEXT NOT NULL
);

CREATE TABLE problems (
    path TEXT NOT NULL,
    stage TEXT NOT NULL,
    line INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (path, stage, line, message)
) WITHOUT ROWID;
