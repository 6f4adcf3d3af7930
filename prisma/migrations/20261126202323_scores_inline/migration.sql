-- The arithmetic of ages is written out in the statements (lib/audience/ageing-sql.ts): PostgreSQL did not inline these, and called them for every row.
drop function score_decayed(double precision, int, double precision);
drop function score_days_later(int, int);
drop function score_weeks(int);
