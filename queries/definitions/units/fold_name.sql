-- A text folded for matching, never for display: brackets, spaces and letter case do not count. One value.
create or replace macro fold_name(name) as translate(lower(nfc_normalize(name)), '（） 　', '()');
