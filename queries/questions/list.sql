-- Where the notice contradicts itself: both readings, the chosen one, who confirmed it. One row per question.
select
    question_id,
    topic,
    affects,
    page,
    refs,
    reading_1,
    reading_2,
    chosen,
    treatment,
    reason,
    source_lines,
    decided_by,
    decided_on
from questions
order by question_id
