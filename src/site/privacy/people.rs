//! Who must not be named: the letter of each person, and every word that would give one away.

use std::collections::{HashMap, HashSet};

use super::finder::Fit;
use super::forms::words_of;
use super::older::Older;
use super::organisation::{forms_of, forms_of_handle};
use super::{replier, unread};
use crate::calendar::Zone;
use crate::diagnostic::Span;
use crate::journal::{Journal, Recipient, Request, person_key};
use crate::text::normal::fold_name;

/// What a word would give away.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Secret {
    /// A person, by number: 0 is A.
    Person(usize),
    /// An organisation or a handle.
    Organisation,
    /// Somebody without a letter: who answered for another.
    Somebody,
}

impl Secret {
    /// The number of the person; `None` for an organisation, and for somebody without a letter.
    pub(super) fn number(&self) -> Option<usize> {
        match self {
            Secret::Person(number) => Some(*number),
            Secret::Organisation | Secret::Somebody => None,
        }
    }
}

/// A word to hide, what it gives away, and where it stands.
pub(super) struct Hidden {
    pub(super) word: String,
    pub(super) fit: Fit,
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
    /// What was taken apart already: a name of a person, an organisation. Only the first place of each is told.
    taken: HashSet<(String, Option<usize>)>,
}

impl People {
    /// The persons of the whole journal: their numbers go by the first `sent`, then by id; later ones do not
    /// move them. Whom an older version was to is the entry's person, unless the journal knows that name as another's.
    pub(super) fn of(journal: &Journal, older: &HashMap<&str, Older>) -> People {
        let zone = journal.now.zone;
        let mut entries: Vec<&Request> = journal.checked_requests().filter(|request| request.to.is_some()).collect();
        entries.sort_by_cached_key(|request| (order(request, zone), request.id.clone(), request.path().to_owned()));
        let mut people = People { numbers: HashMap::new(), hidden: Vec::new(), taken: HashSet::new() };
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
        // Who stands in an entry that could not be read is nobody's to see either.
        for (path, text) in journal.unread_requests() {
            for (to, span) in unread::named(text) {
                let number = person_key(Some(&to)).map_or(count, |key| *known.entry(key).or_insert(count));
                count = count.max(number + 1);
                people.hide_unread(path, span, &to, number, &not_secret);
            }
        }
        // Who answered in another's place is somebody; whose own name it is was hidden above.
        for request in journal.checked_requests() {
            for (name, span) in replier::named(request) {
                let hidden = |(word, fit)| Hidden { word, fit, secret: Secret::Somebody, path: request.path().to_owned(), span };
                people.hidden.extend(words_of(&name, true).into_iter().map(hidden));
            }
        }
        people
    }

    fn hide_person(&mut self, request: &Request, to: &Recipient, number: usize) {
        for (key, name) in [("to.name", &to.name), ("to.call", &to.call)] {
            let is_full = key == "to.name";
            let Some(name) = name else { continue };
            if !self.taken.insert((format!("{key} {name}"), Some(number))) {
                continue;
            }
            self.hide(request, key, words_of(name, is_full), &Secret::Person(number));
        }
    }

    fn hide_unread(&mut self, path: &str, span: Span, to: &Recipient, number: usize, not_secret: &[String]) {
        let mut hide =
            |(word, fit): (String, Fit), secret: Secret| self.hidden.push(Hidden { word, fit, secret, path: path.to_owned(), span });
        for (name, is_full) in [(&to.name, true), (&to.call, false)] {
            name.iter().flat_map(|name| words_of(name, is_full)).for_each(|word| hide(word, Secret::Person(number)));
        }
        let org = to.org.iter().filter(|org| !not_secret.contains(&fold_name(org)));
        for word in org.flat_map(|org| forms_of(org)).chain(to.handle.iter().flat_map(|handle| forms_of_handle(handle))) {
            hide((word, Fit::Whole), Secret::Organisation);
        }
    }

    fn hide_organisation(&mut self, request: &Request, to: &Recipient, not_secret: &[String]) {
        let org = to.org.as_ref().filter(|org| !not_secret.contains(&fold_name(org)));
        if let Some(org) = org.filter(|org| self.taken.insert(((*org).clone(), None))) {
            self.hide(request, "to.org", whole(forms_of(org)), &Secret::Organisation);
        }
        if let Some(handle) = &to.handle {
            self.hide(request, "to.handle", whole(forms_of_handle(handle)), &Secret::Organisation);
        }
    }

    /// Hides words that stand at a key; at `to` itself where it is a mere name.
    fn hide(&mut self, request: &Request, key: &str, words: Vec<(String, Fit)>, secret: &Secret) {
        let (path, span) = (request.path(), request.document.span_of(key));
        let hidden = |(word, fit)| Hidden { word, fit, secret: secret.clone(), path: path.to_owned(), span };
        self.hidden.extend(words.into_iter().map(hidden));
    }

    /// The number of the person that an entry names.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }
}

/// Words that are hidden wherever they stand.
fn whole(words: Vec<String>) -> Vec<(String, Fit)> {
    words.into_iter().map(|word| (word, Fit::Whole)).collect()
}

fn order(request: &Request, zone: Zone) -> impl Ord + use<> {
    let sent = request.facts.sent.map(|sent| sent.sort_key(zone));
    (sent.is_none(), sent)
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
}
