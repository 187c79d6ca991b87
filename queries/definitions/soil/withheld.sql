-- What stands in the place of a name that a reader does not see (queries/seen/). One text; words.py has it too.
create or replace macro withheld() as '（仅主管单位可见）';
