//! The names of a journal's persons: whose name stands in a greeting.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::journal::{Journal, Recipient, person_key};
use crate::text::names::{HONORIFICS, PARTICLES, TITLES};
use crate::text::script::is_han;

/// Beside titles, endings of words that stand where a name does and name nobody: 護理長, 行銷團隊.
const NOBODY: [&str; 7] = ["師", "長", "團隊", "社群", "大家", "各位", "夥伴"];
const WORDS: [&str; 38] = [
    "team",
    "the",
    "all",
    "everyone",
    "dear",
    "hello",
    "there",
    "prof",
    "professor",
    "doctor",
    "support",
    "community",
    "group",
    "and",
    "van",
    "von",
    "sir",
    "madam",
    "miss",
    "mrs",
    "lady",
    "lord",
    "dame",
    "coach",
    "captain",
    "councillor",
    "judge",
    "father",
    "sister",
    "brother",
    "uncle",
    "auntie",
    "chef",
    "editor",
    "nurse",
    "labs",
    "office",
    "studio",
];

/// Tells whether a word of a name is a title or an everyday word that names nobody by itself.
pub(crate) fn names_nobody(word: &str) -> bool {
    TITLES.iter().any(|title| word.ends_with(title)) || WORDS.contains(&word.to_lowercase().as_str())
}

/// Which persons a token of a name belongs to.
#[derive(Debug, Default)]
pub(crate) struct Names {
    persons: BTreeMap<String, BTreeSet<String>>,
    /// The tokens of each name: a person is written to more than once.
    tokens: HashMap<String, Vec<String>>,
}

/// Another person's name in a greeting.
pub(super) struct Other<'a> {
    /// Its bytes in the greeting.
    pub(super) range: Range<usize>,
    /// The name as written.
    pub(super) name: &'a str,
}

impl Names {
    /// The names of all recipients of a journal.
    pub(crate) fn of(journal: &Journal) -> Names {
        Names::of_recipients(journal.checked_requests().filter_map(|request| request.to.as_ref()))
    }

    /// The names of some recipients.
    pub(crate) fn of_recipients<'a>(recipients: impl Iterator<Item = &'a Recipient>) -> Names {
        let mut names = Names::default();
        for to in recipients {
            if let (Some(person), Some(name)) = (person_key(Some(to)), &to.name) {
                let tokens = names.tokens.entry(name.clone()).or_insert_with(|| tokens(to));
                for token in &*tokens {
                    names.persons.entry(token.clone()).or_default().insert(person.clone());
                }
            }
        }
        names
    }

    /// The tokens that belong to others than before, in small letters: only letters that hold one may read differently.
    pub(crate) fn other_tokens(&self, before: &Names) -> Vec<String> {
        let differs = |(token, persons): &(&String, &BTreeSet<String>), names: &Names| names.persons.get(*token) != Some(*persons);
        let new = self.persons.iter().filter(|entry| differs(entry, before));
        let gone = before.persons.iter().filter(|entry| differs(entry, self));
        new.chain(gone).map(|(token, _)| token.to_lowercase()).collect()
    }

    /// What may stand for a person in a greeting, as [`tokens`] gives it.
    pub(super) fn tokens_of(&self, to: &Recipient) -> Cow<'_, [String]> {
        let known = to.name.as_ref().and_then(|name| self.tokens.get(name));
        known.map_or_else(|| Cow::Owned(tokens(to)), |known| Cow::Borrowed(known.as_slice()))
    }

    /// A name in the greeting that belongs to others than `to`, where none of `to`'s own stands there.
    pub(super) fn other_than<'a>(&self, to: &Recipient, greeting: &'a str) -> Option<Other<'a>> {
        let own = self.tokens_of(to);
        // A name in Han has no borders, so it is looked for as it is.
        let mut whole = to.call.iter().chain(own.iter().filter(|own| own.chars().all(is_han)));
        if whole.any(|name| greeting.contains(name.as_str())) {
            return None;
        }
        // Here the shortest words of a name count too: Jo Park is greeted as Jo.
        let is_title = |word: &str| HONORIFICS.contains(&word) || PARTICLES.contains(&word) || WORDS.contains(&word);
        let words = to.name.iter().flat_map(|name| name.split_whitespace());
        let words = words.filter(|word| !is_title(&word.trim_end_matches('.').to_lowercase()));
        let is_own = |token: &str| {
            own.iter().any(|own| own.eq_ignore_ascii_case(token)) || words.clone().any(|word| word.eq_ignore_ascii_case(token))
        };
        let candidates = candidates(greeting);
        if candidates.iter().any(|range| is_own(&greeting[range.clone()])) {
            return None;
        }
        let own_key = person_key(Some(to))?;
        let range = candidates.into_iter().find(|range| {
            let word = &greeting[range.clone()];
            // 志明介紹我來的, 雅婷的主管: somebody else is meant.
            let rest = &greeting[range.end..];
            let titles = TITLES.iter().chain(&["哥", "姐", "姊"]);
            let rest = titles.copied().find_map(|title| rest.strip_prefix(title)).unwrap_or(rest);
            if ["的", "介紹", "推薦", "建議", "提"].iter().any(|word| rest.starts_with(word)) {
                return false;
            }
            let persons = self.persons.get(word).or_else(|| self.persons.get(&capitalised(word)));
            persons.is_some_and(|persons| !persons.contains(&own_key))
        })?;
        Some(Other { name: &greeting[range.clone()], range })
    }
}

/// `DANIEL` as `Daniel`.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// What may stand for a person in a greeting: the full name; of a Chinese one the given name; of a Latin one
/// its words of three letters up.
pub(super) fn tokens(to: &Recipient) -> Vec<String> {
    let Some(name) = to.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) else { return Vec::new() };
    let mut tokens = Vec::new();
    for word in name.split(|c: char| c.is_whitespace() || "()（）,，/·．.".contains(c)).filter(|word| !word.is_empty()) {
        if word.chars().all(is_han) {
            let characters: Vec<char> = word.chars().collect();
            let given: String = match characters.len() {
                3 => characters[1..].iter().collect(),
                4 => characters[2..].iter().collect(),
                _ => String::new(),
            };
            if (2..=4).contains(&characters.len()) && !ends_with_title(word) {
                tokens.push(word.to_owned());
            }
            if !given.is_empty() && !ends_with_title(&given) {
                tokens.push(given);
            }
        } else if word.chars().count() > 2 && !WORDS.contains(&word.to_lowercase().as_str()) {
            tokens.push(word.to_owned());
        }
    }
    tokens
}

/// Whether a title or one of [`NOBODY`] ends the word: each has one to three characters.
fn ends_with_title(word: &str) -> bool {
    static ENDINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| TITLES.into_iter().chain(NOBODY).collect());
    word.char_indices().rev().take(3).any(|(at, _)| ENDINGS.contains(&word[at..]))
}

/// Every part of a greeting that may be a name: Latin words with a capital, and runs of two to four Han,
/// longer ones first.
fn candidates(greeting: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = greeting.char_indices().collect();
    let end_of = |at: usize| chars.get(at).map_or(greeting.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    for length in [4, 3, 2] {
        for (at, window) in chars.windows(length).enumerate() {
            if window.iter().all(|(_, c)| is_han(*c)) {
                found.push(chars[at].0..end_of(at + length));
            }
        }
    }
    let words = chars.chunk_by(|(_, one), (_, next)| is_word(*one) == is_word(*next));
    for word in words.filter(|word| word[0].1.is_uppercase()) {
        let length: usize = word.iter().map(|(_, c)| c.len_utf8()).sum();
        found.push(word[0].0..word[0].0 + length);
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c) || matches!(c, '-' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(name: &str) -> Recipient {
        Recipient { name: Some(name.into()), ..Recipient::default() }
    }

    #[test]
    fn takes_names_apart() {
        for (name, expected) in [
            ("林雅婷", vec!["林雅婷", "雅婷"]),
            ("王老師", vec![]),
            ("歐陽志明", vec!["歐陽志明", "志明"]),
            ("Priya Nair", vec!["Priya", "Nair"]),
            ("Li Bo", vec![]),
            ("李明", vec!["李明"]),
        ] {
            assert_eq!(tokens(&to(name)), expected, "{name}");
        }
        assert!(TITLES.iter().all(|title| ends_with_title(title)));
    }

    #[test]
    fn tells_titles_and_everyday_words_from_names() {
        for (word, is_nobody) in
            [("林老師", true), ("護理長", true), ("Support", true), ("team", true), ("雅婷", false), ("Priya", false), ("Teamer", false)]
        {
            assert_eq!(names_nobody(word), is_nobody, "{word}");
        }
    }

    #[test]
    fn tells_which_tokens_changed_their_owners() {
        let names = |all: &[&str]| Names::of_recipients(all.iter().map(|name| to(name)).collect::<Vec<_>>().iter());
        for (before, after, expected) in [
            (vec!["Priya Nair"], vec!["Priya Nair"], vec![]),
            (vec!["Priya Nair"], vec!["Priya Nair", "林雅婷"], vec!["林雅婷", "雅婷"]),
            (vec!["Priya Nair", "林雅婷"], vec!["林雅婷"], vec!["nair", "priya"]),
            (vec!["Priya Nair"], vec!["Priya Nair", "Priya Shah"], vec!["priya", "shah"]),
        ] {
            let tokens: BTreeSet<String> = names(&after).other_tokens(&names(&before)).into_iter().collect();
            assert_eq!(tokens, expected.into_iter().map(str::to_owned).collect(), "{before:?} -> {after:?}");
        }
    }

    #[test]
    fn finds_anothers_name() {
        let mut all = ["林雅婷", "王志明", "Daniel Kerr", "Priya Nair"].map(to).to_vec();
        // One person, written to before and after another name was taken.
        let ann = |name: &str| Recipient { handle: Some("ann".into()), ..to(name) };
        all.extend([ann("Ann Marsh"), ann("Ann Doyle")]);
        let names = Names::of_recipients(all.iter());
        for (name, greeting, other) in [
            ("林雅婷", "志明經理您好，", Some("志明")),
            ("林雅婷", "雅婷經理您好，", None),
            ("Priya Nair", "Hi Daniel,", Some("Daniel")),
            ("Priya Nair", "Hi Priya and Daniel,", None),
            ("Priya Nair", "hi, daniel", None),
            ("Priya Nair", "Hi there,", None),
            ("Priya Nair", "Hi DANIEL,", Some("DANIEL")),
            ("Priya Nair", "Dear Ms Marsh,", Some("Marsh")),
            ("Jo Park", "Hi Jo and Daniel,", None),
            ("Dr Priya Nair", "Dear Dr Marsh,", Some("Marsh")),
            ("王志明", "雅婷的主管您好，", None),
            ("林雅婷", "您好，志明介紹", None),
            ("林雅婷", "您好～志明哥介紹", None),
            ("林雅婷", "志明哥～", Some("志明")),
        ] {
            let found = names.other_than(&to(name), greeting);
            assert_eq!(found.as_ref().map(|other| other.name), other, "{greeting}");
            assert!(found.is_none_or(|found| &greeting[found.range] == found.name), "{greeting}");
        }
        assert!(names.other_than(&ann("Ann Doyle"), "Dear Ms Marsh,").is_none(), "a name of the same person");
    }
}
