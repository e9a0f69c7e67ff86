-- Made after the first load: an index kept up while rows stream in costs twice as much.
CREATE INDEX symbols_by_file ON symbols (file_id);
CREATE INDEX symbols_by_name ON symbols (name);
CREATE INDEX links_by_target ON links (target_id, source_id) WHERE target_id IS NOT NULL;
