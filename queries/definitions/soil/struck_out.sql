-- A text in which every one of some names is replaced by the word for what is withheld, long names first. One text.
create or replace macro struck_out(text, names) as case
    when len(names) > 0
        then
            regexp_replace(
                text,
                array_to_string(list_transform(list_sort(names, 'desc'), lambda name: regexp_escape(name)), '|'),
                withheld(),
                'g'
            )
    else text
end;
