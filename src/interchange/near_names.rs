//! Names that may be one person's: `子晴` and `高子晴`, `黃郁婷小姐` and `黃郁婷`, `Priya Nair (data)` and `Priya`.

use super::naming::first_words;
use super::same_words::person;
use crate::text::names::{DOUBLE, HONORIFICS, TITLES};
use crate::text::script::is_han;

/// Whether two names may be one person's: they are the same but for brackets, titles, initials and another script beside it, or
/// one is a part of the other.
pub(crate) fn may_be_one(a: &str, b: &str) -> bool {
    let ([han_a, latin_a], [han_b, latin_b]) = (scripts(a), scripts(b));
    let (han_a, han_b) = (han(&han_a), han(&han_b));
    let is_han = han_a.first().zip(han_b.first()).is_some_and(|(a, b)| han_a.contains(b) || han_b.contains(a));
    is_han || may_be_one_in_latin(&latin_a, &latin_b)
}

/// The words of a name without brackets and titles, those in Han letters and the others.
fn scripts(name: &str) -> [Vec<&str>; 2] {
    let name =
        if name.contains(is_han) { first_words(name) } else { name.split(['(', '（', '[', '［', '/', '|']).next().unwrap_or_default() };
    let is_title = |word: &&str| HONORIFICS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let (han, latin) = name.split_whitespace().filter(|word| !is_title(word)).partition(|word| word.contains(is_han));
    [han, latin]
}

/// A name in Han letters without its title, then what somebody is called by; none where one letter alone is left, for 王 is
/// everybody's.
fn han(words: &[&str]) -> Vec<String> {
    let whole = person(&words.concat());
    let whole = TITLES.iter().filter_map(|title| whole.strip_suffix(title)).min_by_key(|name| name.len()).unwrap_or(&whole);
    if whole.chars().count() < 2 {
        return Vec::new();
    }
    let family = if DOUBLE.iter().any(|double| whole.starts_with(double)) { 2 } else { 1 };
    let given: String = whole.chars().skip(family).collect();
    let is_given = given.chars().count() == 2 && given.chars().all(is_han);
    std::iter::once(whole.to_owned()).chain(is_given.then_some(given)).collect()
}

/// Whether each word of the shorter name is one of the longer's, or an initial of one, and one at least is a whole word:
/// `P. Nair`, `Priya K. Nair`.
fn may_be_one_in_latin(a: &[&str], b: &[&str]) -> bool {
    let folded = |words: &[&str]| -> Vec<String> {
        let words = words.iter().map(|word| person(word.trim_matches([',', '.'])));
        words.filter(|word| !word.is_empty()).collect()
    };
    let (a, b) = (folded(a), folded(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_initial = |one: &str, of: &str| one.chars().count() == 1 && of.starts_with(one);
    let is_in = |word: &String| long.iter().any(|other| other == word || is_initial(word, other) || is_initial(other, word));
    short.iter().all(is_in) && short.iter().any(|word| word.chars().count() > 1 && long.contains(word))
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
            ("林雅婷 Yating Lin", "林雅婷", true),
            ("林雅婷 Yating Lin", "Yating Lin", true),
            ("P. Nair", "Priya Nair", true),
            ("Priya N.", "Priya Nair", true),
            ("Priya K. Nair", "Priya Nair", true),
            ("Priya Nair PhD", "Priya Nair", true),
            ("Priya Nair, Acme", "Priya Nair", true),
            ("Priya S.", "Priya Nair", false),
            ("P. N.", "Priya Nair", false),
            ("林雅婷", "Yating Lin", false),
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
