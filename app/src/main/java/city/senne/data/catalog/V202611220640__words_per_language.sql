-- Keywords by language: {"fr": ["arbres"], "nl": ["bomen"]}.
alter table dataset alter column keywords drop default;
alter table dataset alter column keywords type jsonb
    using case when keywords = '{}' then '{}'::jsonb else jsonb_build_object('und', to_jsonb(keywords)) end;
alter table dataset alter column keywords set default '{}';

-- What the delivery says of fields per language: {"name": {"label": {"fr": …, "nl": …}, "description": …, "unit": …}}.
alter table dataset_version add column field_words jsonb not null default '{}';

-- Keywords are counted per language. The program fills the index again at its start.
delete from dataset_search;
