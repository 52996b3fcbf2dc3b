CREATE TABLE IF NOT EXISTS documents (
    id        text PRIMARY KEY,
    title     text NOT NULL,
    date      date NOT NULL,
    type      text NOT NULL,
    place     text NOT NULL,
    writer    text,
    recipient text,
    people    text[] NOT NULL,
    text      text NOT NULL,
    search    tsvector NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_search ON documents USING gin (search);
CREATE INDEX IF NOT EXISTS documents_date ON documents (date);
-- One row once the sample archive is in: what a reader deletes does not come back.
CREATE TABLE IF NOT EXISTS sample_archive (loaded_at timestamptz NOT NULL);
