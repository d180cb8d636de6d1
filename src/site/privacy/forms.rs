//! The forms of a name: every word that would give somebody away who is called so.

use super::called::{by_family, only_family};
use super::finder::Fit;
use crate::checks::names_nobody;
use crate::text::fold::{fold, is_narrow, is_wide};
use crate::text::names::{DOUBLE, HONORIFICS, PARTICLES};

/// Characters that stand alone as numbers and as their units: 4 月 8 日.
const NUMBERS: &str = "一二三四五六七八九十年月日時分秒週號元";

/// So many letters has a name that is written in one word: fewer may be a word.
const JOINED: usize = 5;

/// A name and its words; of a Han name, where it is a full one, the given name and a family name of two
/// characters; what the family name makes (林經理); of a Latin one the plural.
pub(super) fn words_of(name: &str, is_full: bool) -> Vec<(String, Fit)> {
    let name = name.trim();
    let mut words = vec![name.to_owned()];
    let begins = |word: &str| name.starts_with(word) && word.starts_with(char::is_uppercase);
    let mut add = |word: String| {
        let small = word.to_lowercase();
        let is_none = HONORIFICS.contains(&&*small) || PARTICLES.contains(&&*small) && !begins(&word);
        if !words.contains(&word) && !is_none && !names_nobody(&word) {
            words.push(word);
        }
    };
    let mut called = only_family(name).map(by_family).unwrap_or_default();
    let letters = fold(name);
    let mut has_family = false;
    for (at, run) in letters.chunk_by(|a, b| sort_of(a.small) == sort_of(b.small)).enumerate() {
        if sort_of(run[0].small) == Sort::Other {
            continue;
        }
        let word: String = run.iter().map(|letter| letter.written).collect();
        let characters: Vec<char> = word.chars().collect();
        if sort_of(run[0].small) == Sort::Wide && is_full {
            let is_name = !names_nobody(&word);
            // Of 王明 the given name is one character, which is hidden where it stands alone; a number names nobody.
            if is_name && characters.len() == 2 && only_family(&word).is_none() && !NUMBERS.contains(characters[1]) {
                add(characters[1].to_string());
            }
            if is_name && (3..=4).contains(&characters.len()) {
                let is_double = characters.len() == 4 || DOUBLE.iter().any(|double| word.starts_with(double));
                add(characters[characters.len() - 2..].iter().collect());
                add(characters[usize::from(is_double) + 1..].iter().collect());
                if is_double {
                    add(characters[..2].iter().collect());
                }
            }
            // In `林 雅婷` no form is made of the given name, in `Data 組` none of the last word.
            let only = only_family(&word).filter(|family| characters.len() > family.chars().count() || at == 0);
            if let Some(family) = only.or(Some(&*word).filter(|_| is_name && (2..=4).contains(&characters.len()) && !has_family)) {
                called.extend(by_family(family));
                has_family = characters.len() <= 2;
            }
        }
        add(word);
    }
    // O'Brien is OBrien as well, and Wei-Ting is WeiTing.
    for written in name.split_whitespace().filter(|written| written.contains(['\'', '’', '-'])) {
        let bare = |written: &str| written.chars().filter(|c| is_narrow(*c)).collect::<String>();
        for part in written.split('-').filter(|part| part.contains(['\'', '’'])) {
            add(part.to_owned());
            add(bare(part));
        }
        add(bare(written));
    }
    let plurals: Vec<String> = words.iter().filter_map(|word| plural(word)).collect();
    let mut add = |word: String| {
        if !words.contains(&word) && !names_nobody(&word) {
            words.push(word);
        }
    };
    // As in an address or a tag: danascott, and the other way round.
    let parts: Vec<&str> = name.split_whitespace().collect();
    let is_plain = |part: &&str| part.chars().count() > 1 && part.chars().all(|c| is_narrow(c) && c.is_alphabetic()) && !names_nobody(part);
    if is_full && (2..=3).contains(&parts.len()) && parts.iter().all(is_plain) && parts.concat().chars().count() >= JOINED {
        add(parts.concat());
        add(parts.iter().rev().copied().collect());
    }
    // 林經理 is called so, and 森林經理 is not.
    let is_titled = only_family(name).is_some() && names_nobody(name);
    let fit = |word: &str| if is_titled && word == name { Fit::Called } else { Fit::Whole };
    let words = words.into_iter().map(|word| (fit(&word), word)).map(|(fit, word)| (word, fit));
    let called = called.into_iter().map(|word| (word, Fit::Called));
    words.chain(called).chain(plurals.into_iter().map(|word| (word, Fit::Plural))).collect()
}

/// The Smiths, of a Latin word with a capital.
fn plural(word: &str) -> Option<String> {
    let is_name = word.chars().filter(|c| is_narrow(*c)).count() >= PLURAL && word.starts_with(char::is_uppercase);
    let is_word = word.chars().all(|c| is_narrow(c) && c.is_alphabetic() || matches!(c, '\'' | '’'));
    let ending = if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) { "es" } else { "s" };
    (is_name && is_word).then(|| format!("{word}{ending}"))
}

/// So many letters has a word that is known in the plural.
const PLURAL: usize = 3;

#[derive(PartialEq)]
enum Sort {
    Wide,
    Narrow,
    Other,
}

fn sort_of(c: char) -> Sort {
    match c {
        c if is_wide(c) => Sort::Wide,
        c if is_narrow(c) => Sort::Narrow,
        _ => Sort::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        for (name, expected) in [
            ("林雅婷", vec!["林雅婷", "雅婷"]),
            ("李明", vec!["李明", "明"]),
            ("歐陽志明", vec!["歐陽志明", "志明", "歐陽"]),
            ("Priya Nair", vec!["Priya Nair", "Priya", "Nair", "PriyaNair", "NairPriya"]),
            ("Seán O’Brien-Smith", vec!["Seán O’Brien-Smith", "Seán", "O", "Brien", "Smith", "O’Brien", "OBrien", "OBrienSmith"]),
            ("Jean-Luc O'Brien", vec!["Jean-Luc O'Brien", "Jean", "Luc", "O", "Brien", "JeanLuc", "O'Brien", "OBrien"]),
            ("林雅婷 (Tina)", vec!["林雅婷 (Tina)", "雅婷", "林雅婷", "Tina"]),
            ("王工程師", vec!["王工程師"]),
            ("張簡美玲", vec!["張簡美玲", "美玲", "張簡"]),
            ("歐陽明", vec!["歐陽明", "陽明", "明", "歐陽"]),
            ("Data Team", vec!["Data Team", "Data"]),
        ] {
            let words = words_of(name, true).into_iter().enumerate().filter(|(at, (_, fit))| *at == 0 || *fit == Fit::Whole);
            let words: Vec<String> = words.map(|(_, (word, _))| word).collect();
            assert_eq!(words, expected, "{name}");
        }
        assert_eq!(words_of("雅婷經理", false), [("雅婷經理".to_owned(), Fit::Whole)]);
    }

    #[test]
    fn who_is_known_by_a_family_name_has_all_its_forms() {
        for (name, is_full) in [
            ("林雅婷", true),
            ("林", true),
            ("林小姐", true),
            ("林經理", true),
            ("林老師", true),
            ("小林", true),
            ("林 雅婷 (Tina)", true),
            ("林老師 (Tina)", true),
            ("林姐", false),
        ] {
            let words: Vec<String> = words_of(name, is_full).into_iter().map(|(word, _)| word).collect();
            for form in ["林經理", "林先生", "林老師", "林小姐", "林總", "小林", "老林"] {
                assert!(words.contains(&form.to_owned()), "{name}: {form}");
            }
            assert!(!words.iter().any(|word| word == "雅婷老師" || word == "雅老師"), "{name}");
        }
        for name in ["大明", "小明", "Data 組", "總經理", "老師", "張三豐公司"] {
            let words = words_of(name, name != "張三豐公司");
            assert!(
                !words.iter().any(|(word, _)| word == "大哥" || word == "小姐" || word.ends_with("組老師") || word == "總總"),
                "{name}"
            );
        }
    }

    #[test]
    fn a_title_is_no_part_of_a_name_and_a_family_has_a_plural() {
        for (name, there, not_there) in [
            ("Mr. Joe", &["Mr. Joe", "Joe", "Joes"][..], &["Mr"][..]),
            ("Dr. May Li", &["May", "Li"], &["Dr", "Lis"]),
            ("Jean-Luc de la Cruz", &["Cruz", "Jean", "JeanLuc", "Cruzes"], &["de", "la"]),
            ("Ludwig van der Berg Jr.", &["Ludwig", "Berg", "Bergs"], &["van", "der", "Jr"]),
            ("Bin Li", &["Bin", "Li"], &[]),
            ("Al Gore", &["Al", "Gore"], &[]),
            ("Osama bin Said", &["Osama", "Said"], &["bin"]),
            ("Bob Smith", &["Bob", "Smith", "Bobs", "Smiths"], &["BobSmiths"]),
            ("Seán O’Brien", &["O’Brien", "O’Briens", "OBrien"], &[]),
            ("priya", &["priya"], &["priyas"]),
        ] {
            let words: Vec<String> = words_of(name, true).into_iter().map(|(word, _)| word).collect();
            assert!(there.iter().all(|word| words.contains(&(*word).to_owned())), "{name}: {words:?}");
            assert!(!not_there.iter().any(|word| words.contains(&(*word).to_owned())), "{name}: {words:?}");
        }
    }
}
