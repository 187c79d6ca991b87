-- A credit code as it is compared: capitals without blanks. One value; NULL for what is no code of 18 signs.
-- A code with a wrong check digit is still compared: two lists hardly hold the same wrong one of two enterprises.
create or replace macro credit_code_key(code) as case
    when regexp_full_match(upper(trim(code)), '[0-9A-HJ-NPQRTUWXY]{18}') then upper(trim(code))
end;
