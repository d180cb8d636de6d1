//! Ids: a file's stem, and the names of new files.

use crate::calendar::{Date, parse_day};
use crate::text::normal::{fold_id, nfc};
use crate::text::slug::slug;

/// Bytes that a new file's name takes at most, `.md` and a counter included.
const NAME_BYTES: usize = 120;
/// Bytes kept for `-999` and `.md`.
const RESERVED_BYTES: usize = 7;

/// The id of a path: its file's stem, NFC-normalised.
pub(crate) fn stem_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let split = name.len().saturating_sub(3);
    let is_markdown = split > 0 && name.get(split..).is_some_and(|end| end.eq_ignore_ascii_case(".md"));
    let stem = if is_markdown { &name[..split] } else { name };
    nfc(stem).into_owned()
}

/// The stem of a new request: `YYYY-MM-DD-<slug of the name>`, or of the fallback when nothing of the
/// name is left.
pub(crate) fn new_stem(day: Date, name: &str, fallback: &str) -> String {
    let room = NAME_BYTES - RESERVED_BYTES - 11;
    let slug_of_name = slug(name, room);
    format!("{day}-{}", if slug_of_name.is_empty() { fallback } else { &slug_of_name })
}

/// The day that an id begins with.
pub(crate) fn date_of_id(id: &str) -> Option<Date> {
    parse_day(id.get(..10)?)
}

/// The ISO form of a date that differs only by width, what stands between its numbers, or missing zeros; else the
/// text itself. The year has four digits: `8/4/26` may be read in three ways.
pub(crate) fn iso_of(text: &str) -> String {
    let half = crate::text::normal::half_width(text.trim());
    let (day, rest) = half.split_at(half.find(['T', ' ']).unwrap_or(half.len()));
    let parts: Vec<&str> = day.strip_suffix('日').unwrap_or(day).split(['/', '-', '.', '年', '月']).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year, month, date] if year.len() == 4 && parts.iter().all(|part| is_number(part)) => {
            format!("{year}-{month:0>2}-{date:0>2}{rest}")
        }
        [one] if one.len() == 8 && is_number(one) => format!("{}-{}-{}{rest}", &one[..4], &one[4..6], &one[6..]),
        _ => half,
    }
}

/// Paths grouped by folded id, those with more than one only.
pub(crate) fn twins<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut by_id: Vec<(String, &str)> = paths.map(|path| (fold_id(&stem_of(path)), path)).collect();
    by_id.sort_by(|a, b| a.0.cmp(&b.0));
    let groups = by_id.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    groups.map(|group| group.iter().map(|(_, path)| *path).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_new_files() {
        let day = Date::from_ymd_opt(2026, 4, 8).expect("a day");
        assert_eq!(new_stem(day, "林雅婷", "ask-learning"), "2026-04-08-林雅婷");
        assert_eq!(new_stem(day, "👩‍💻", "ask-learning"), "2026-04-08-ask-learning");
        assert!(new_stem(day, &"林".repeat(200), "x").len() + RESERVED_BYTES <= NAME_BYTES);
        assert_eq!(stem_of("requests/2026/2026-04-08-林雅婷.md"), "2026-04-08-林雅婷");
        assert_eq!(date_of_id("2026-04-08-林雅婷"), Some(day));
        for text in ["２０２６／4／8", "2026-4-8", "2026.4.8", "2026年4月8日", "20260408"] {
            assert_eq!(iso_of(text), "2026-04-08", "{text}");
        }
        for text in ["8/4/26", "115/4/8", "昨天", "2026年4月"] {
            assert_eq!(iso_of(text), text);
        }
    }
}
