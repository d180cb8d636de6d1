//! Names that may be one person's: `子晴` and `高子晴`, `黃郁婷小姐` and `黃郁婷`, `Priya Nair (data)` and `Priya`.

use super::naming::{HONORIFICS, first_words};
use super::same_words::person;
use crate::text::names::{DOUBLE, TITLES};
use crate::text::script::is_han;

/// A name, folded, without brackets and titles: all of it first, then the parts that somebody is called by.
fn parts(name: &str) -> Vec<String> {
    // `Nair, Priya` is one name.
    let words =
        if name.contains(is_han) { first_words(name) } else { name.split(['(', '（', '[', '［', '/', '|']).next().unwrap_or_default() };
    let is_title = |word: &&str| HONORIFICS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let words: Vec<&str> = words.split_whitespace().filter(|word| !is_title(word)).collect();
    let whole = person(&words.join(" "));
    if !whole.contains(is_han) {
        let parts = words.iter().map(|word| person(word.trim_matches([',', '.']))).filter(|part| part.len() > 1 && *part != whole);
        return std::iter::once(whole.clone()).chain(parts).collect();
    }
    let whole = TITLES.iter().filter_map(|title| whole.strip_suffix(title)).min_by_key(|name| name.len()).unwrap_or(&whole);
    let family = if DOUBLE.iter().any(|double| whole.starts_with(double)) { 2 } else { 1 };
    let given: String = whole.chars().skip(family).collect();
    let is_given = given.chars().count() == 2 && given.chars().all(is_han);
    std::iter::once(whole.to_owned()).chain(is_given.then_some(given)).collect()
}

/// Whether two names may be one person's: they are the same but for brackets and titles, or one is a part of the other.
pub(crate) fn may_be_one(a: &str, b: &str) -> bool {
    let (a, b) = (parts(a), parts(b));
    // 王 alone is everybody's, and so is a name without a letter.
    let is_enough = |name: &String| name.chars().count() > 1;
    let (Some(whole_a), Some(whole_b)) = (a.first().filter(|name| is_enough(name)), b.first().filter(|name| is_enough(name))) else {
        return false;
    };
    a.contains(whole_b) || b.contains(whole_a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_titles_and_parts_make_no_other_person() {
        for (a, b, may) in [
            ("林雅婷（行銷主管）", "林雅婷", true),
            ("徐振宇 組長", "徐振宇", true),
            ("黃郁婷小姐", "黃郁婷", true),
            ("子晴", "高子晴", true),
            ("Priya", "Priya Nair", true),
            ("Priya Nair (data)", "Priya Nair", true),
            ("Dr. Priya Nair", "Nair, Priya", true),
            ("歐陽志明", "志明", true),
            ("高子晴", "林子晴", false),
            ("Priya Shah", "Priya Nair", false),
            ("王經理", "王小姐", false),
            ("王", "王小明", false),
            ("林雅婷", "林雅琪", false),
            ("", "", false),
            ("（", "）", false),
        ] {
            assert_eq!((may_be_one(a, b), may_be_one(b, a)), (may, may), "{a} {b}");
        }
    }
}
