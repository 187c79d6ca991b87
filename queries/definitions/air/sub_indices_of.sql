-- The sub-indices of some concentrations, each on its own scale. One value: a list as long as theirs.
create or replace macro sub_indices_of(concentrations, scales) as
list_transform(list_zip(concentrations, scales), lambda pair: iaqi(pair[1], pair[2]));
