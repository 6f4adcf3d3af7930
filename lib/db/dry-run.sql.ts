/**
 * Whoever has been through a dry run may enter again for real: the entries of its runs that are over go. One whose person is inside again by
 * the same key stays; it goes when that run leaves. $1 journey, $2 from, $3 to (epoch seconds).
 */
export const RELEASE_DRY_ENTRIES = `
delete from entries en using enrollments e
where en.journey_id = $1 and e.journey_id = $1 and en.subscriber_id = e.subscriber_id and en.key = e.entry_key
  and e.state <> 'active' and e.entered_at >= to_timestamp($2::float8) and e.entered_at < to_timestamp($3::float8)
  and not exists (select from enrollments other where other.journey_id = $1 and other.subscriber_id = e.subscriber_id
    and other.entry_key = e.entry_key and other.state = 'active')`;
