-- The name of an enterprise or a plot without what tells nobody apart: places, legal forms, 地块, 原址. One value.
-- Two names alike in 晋城市 and 有限公司 alone would else be thought the same.
create or replace macro party_key(name) as coalesce(
    nullif(
        regexp_replace(
            regexp_replace(
                regexp_replace(fold_name(name), '[()·“”"]', '', 'g'),
                '^(山西省?)?(晋城市?)?(城区)?',
                ''
            ),
            '(集团)?(股份有限公司|有限责任公司|有限公司|公司|厂|场)?(原|旧)?(厂区|厂址|旧址|原址|场地|用地|遗留)?(地块)?$',
            ''
        ),
        ''
    ),
    fold_name(name)
);
