//! Who must not be named: the letter of each person, and every word that would give one away.

use std::collections::HashMap;

use super::older::Older;
use crate::calendar::Zone;
use crate::checks::names_nobody;
use crate::diagnostic::Span;
use crate::journal::{Journal, Recipient, Request, person_key};
use crate::text::fold::{fold, is_narrow, is_wide};
use crate::text::normal::fold_name;

/// What a word would give away.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Secret {
    /// A person, by number: 0 is A.
    Person(usize),
    /// An organisation or a handle.
    Organisation,
}

/// A word to hide, what it gives away, and where it stands.
pub(super) struct Hidden {
    pub(super) word: String,
    pub(super) secret: Secret,
    /// The entry that names it.
    pub(super) path: String,
    pub(super) span: Span,
}

/// The persons of a journal.
pub(super) struct People {
    /// The person of each entry, by its path.
    numbers: HashMap<String, usize>,
    /// Every word to hide, persons before organisations.
    pub(super) hidden: Vec<Hidden>,
}

impl People {
    /// The persons of the whole journal: their numbers go by the first `sent`, then by id; later ones do not
    /// move them. Whom an older version was to is the entry's person, unless the journal knows that name as another's.
    pub(super) fn of(journal: &Journal, older: &HashMap<&str, Older>) -> People {
        let zone = journal.now.zone;
        let mut entries: Vec<&Request> = journal.checked_requests().filter(|request| request.to.is_some()).collect();
        entries.sort_by(|a, b| order(a, zone).cmp(&order(b, zone)).then_with(|| (&a.id, a.path()).cmp(&(&b.id, b.path()))));
        let mut people = People { numbers: HashMap::new(), hidden: Vec::new() };
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut count = 0;
        for request in &entries {
            let Some(to) = &request.to else { continue };
            if to.name.is_none() && to.handle.is_none() && to.call.is_none() {
                continue;
            }
            let number = *person_key(Some(to)).map_or(&mut count.clone(), |key| known.entry(key).or_insert(count));
            count = count.max(number + 1);
            people.numbers.insert(request.path().to_owned(), number);
            people.hide_person(request, to, number);
        }
        let earlier = || entries.iter().flat_map(|request| older.get(request.path()).into_iter().map(move |older| (*request, older)));
        for (request, older) in earlier() {
            for to in &older.recipients {
                let known = person_key(Some(to)).and_then(|key| known.get(&key).copied());
                people.hide_person(request, to, known.or(people.number(request.path())).unwrap_or(count));
            }
        }
        let not_secret: Vec<String> = journal.settings.not_secret.iter().map(|word| fold_name(word)).collect();
        for request in &entries {
            let current = request.to.iter();
            let before = older.get(request.path()).into_iter().flat_map(|older| &older.recipients);
            for to in current.chain(before) {
                people.hide_organisation(request, to, &not_secret);
            }
        }
        people
    }

    fn hide_person(&mut self, request: &Request, to: &Recipient, number: usize) {
        for (key, name) in [("to.name", &to.name), ("to.call", &to.call)] {
            for word in name.iter().flat_map(|name| words_of(name, key == "to.name")) {
                self.hide(request, key, word, Secret::Person(number));
            }
        }
    }

    fn hide_organisation(&mut self, request: &Request, to: &Recipient, not_secret: &[String]) {
        let org = to.org.as_ref().filter(|org| !not_secret.contains(&fold_name(org)));
        for (key, word) in [("to.org", org), ("to.handle", to.handle.as_ref())] {
            if let Some(word) = word {
                self.hide(request, key, word.trim_start_matches('@').to_owned(), Secret::Organisation);
            }
        }
    }

    fn hide(&mut self, request: &Request, key: &str, word: String, secret: Secret) {
        self.hidden.push(Hidden { word, secret, path: request.path().to_owned(), span: span(request, key) });
    }

    /// The number of the person that an entry names.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }
}

fn order(request: &Request, zone: Zone) -> impl Ord {
    let sent = request.facts.sent.map(|sent| sent.sort_key(zone));
    (sent.is_none(), sent)
}

/// The place of a key; `to` itself where it is a mere name.
fn span(request: &Request, key: &str) -> Span {
    request.document.span_of(key)
}

/// A, B, … Z, AA, AB, …
pub(super) fn letter(number: usize) -> String {
    let mut letters = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters
}

/// Family names of two Han characters.
const DOUBLE: [&str; 16] =
    ["歐陽", "司馬", "上官", "諸葛", "東方", "夏侯", "皇甫", "司徒", "慕容", "端木", "令狐", "公孫", "尉遲", "長孫", "宇文", "南宮"];

/// A name and its words; of a Han name, where it is a full one, the given name and a family name of two
/// characters.
fn words_of(name: &str, is_full: bool) -> Vec<String> {
    let mut words = vec![name.trim().to_owned()];
    let mut add = |word: String| {
        if !words.contains(&word) && !names_nobody(&word) {
            words.push(word);
        }
    };
    let letters = fold(name);
    for run in letters.chunk_by(|a, b| sort_of(a.small) == sort_of(b.small)).filter(|run| sort_of(run[0].small) != Sort::Other) {
        let word: String = run.iter().map(|letter| letter.written).collect();
        let characters: Vec<char> = word.chars().collect();
        if sort_of(run[0].small) == Sort::Wide && is_full && (3..=4).contains(&characters.len()) && !names_nobody(&word) {
            let is_double = characters.len() == 4 || DOUBLE.iter().any(|double| word.starts_with(double));
            add(characters[characters.len() - 2..].iter().collect());
            add(characters[usize::from(is_double) + 1..].iter().collect());
            if is_double {
                add(characters[..2].iter().collect());
            }
        }
        add(word);
    }
    words
}

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

/// The recipient as others may see it: a letter, the role, the tie.
pub(super) fn veiled(to: &Recipient, name: Option<String>, role: Option<String>) -> Recipient {
    Recipient { name, role, tie: to.tie, ..Recipient::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(all, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_come_apart() {
        for (name, expected) in [
            ("林雅婷", vec!["林雅婷", "雅婷"]),
            ("李明", vec!["李明"]),
            ("歐陽志明", vec!["歐陽志明", "志明", "歐陽"]),
            ("Priya Nair", vec!["Priya Nair", "Priya", "Nair"]),
            ("Jean-Luc O'Brien", vec!["Jean-Luc O'Brien", "Jean", "Luc", "O", "Brien"]),
            ("林雅婷 (Tina)", vec!["林雅婷 (Tina)", "雅婷", "林雅婷", "Tina"]),
            ("王工程師", vec!["王工程師"]),
            ("歐陽明", vec!["歐陽明", "陽明", "明", "歐陽"]),
            ("Data Team", vec!["Data Team", "Data"]),
        ] {
            assert_eq!(words_of(name, true), expected, "{name}");
        }
        assert_eq!(words_of("雅婷經理", false), ["雅婷經理"]);
    }
}
