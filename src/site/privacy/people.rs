//! Who must not be named: the letter of each person, and every word that would give one away.

use std::collections::{HashMap, HashSet};

use super::older::Older;
use super::unread;
use crate::calendar::Zone;
use crate::checks::names_nobody;
use crate::diagnostic::Span;
use crate::journal::{Journal, Recipient, Request, person_key};
use crate::text::fold::{fold, is_narrow, is_wide};
use crate::text::names::{DOUBLE, TITLES};
use crate::text::normal::fold_name;

/// What a word would give away.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Secret {
    /// A person, by number: 0 is A.
    Person(usize),
    /// An organisation or a handle.
    Organisation,
}

impl Secret {
    /// The number of the person; `None` for an organisation.
    pub(super) fn number(&self) -> Option<usize> {
        match self {
            Secret::Person(number) => Some(*number),
            Secret::Organisation => None,
        }
    }
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
    /// What was taken apart already: a name of a person, an organisation. Only the first place of each is told.
    taken: HashSet<(String, Option<usize>)>,
}

impl People {
    /// The persons of the whole journal: their numbers go by the first `sent`, then by id; later ones do not
    /// move them. Whom an older version was to is the entry's person, unless the journal knows that name as another's.
    pub(super) fn of(journal: &Journal, older: &HashMap<&str, Older>) -> People {
        let zone = journal.now.zone;
        let mut entries: Vec<&Request> = journal.checked_requests().filter(|request| request.to.is_some()).collect();
        entries.sort_by(|a, b| order(a, zone).cmp(&order(b, zone)).then_with(|| (&a.id, a.path()).cmp(&(&b.id, b.path()))));
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
        let mut hide = |word: String, secret: Secret| self.hidden.push(Hidden { word, secret, path: path.to_owned(), span });
        for (name, is_full) in [(&to.name, true), (&to.call, false)] {
            name.iter().flat_map(|name| words_of(name, is_full)).for_each(|word| hide(word, Secret::Person(number)));
        }
        let org = to.org.iter().filter(|org| !not_secret.contains(&fold_name(org)));
        for word in org.flat_map(|org| forms_of(org)).chain(to.handle.iter().map(|handle| handle.trim_start_matches('@').to_owned())) {
            hide(word, Secret::Organisation);
        }
    }

    fn hide_organisation(&mut self, request: &Request, to: &Recipient, not_secret: &[String]) {
        let org = to.org.as_ref().filter(|org| !not_secret.contains(&fold_name(org)));
        if let Some(org) = org.filter(|org| self.taken.insert(((*org).clone(), None))) {
            self.hide(request, "to.org", forms_of(org), &Secret::Organisation);
        }
        if let Some(handle) = &to.handle {
            self.hide(request, "to.handle", vec![handle.trim_start_matches('@').to_owned()], &Secret::Organisation);
        }
    }

    /// Hides words that stand at a key; at `to` itself where it is a mere name.
    fn hide(&mut self, request: &Request, key: &str, words: Vec<String>, secret: &Secret) {
        let (path, span) = (request.path(), request.document.span_of(key));
        self.hidden.extend(words.into_iter().map(|word| Hidden { word, secret: secret.clone(), path: path.to_owned(), span }));
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

/// What stands after a company's name in a register, and seldom in a letter.
const LEGAL_FORMS: [&str; 20] = [
    "股份有限公司",
    "有限公司",
    "公司",
    "incorporated",
    "corporation",
    "limited",
    "company",
    "gmbh",
    "corp",
    "inc",
    "ltd",
    "llc",
    "llp",
    "plc",
    "pty",
    "bv",
    "ag",
    "sa",
    "kg",
    "co",
];
/// So many Han characters are left of a name without its legal form: fewer are a common word.
const LEFT_HAN: usize = 3;

/// An organisation's name, without its legal form, and joined as in an address.
fn forms_of(org: &str) -> Vec<String> {
    let mut forms = vec![org.trim().to_owned()];
    let mut bare = org.trim();
    // `Co., Ltd.` is two.
    for _ in 0..3 {
        let end = bare.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        let is_form = |form: &&&str| {
            let at = end.len().checked_sub(form.len()).filter(|at| end.is_char_boundary(*at));
            at.is_some_and(|at| {
                let before = end[..at].chars().next_back();
                end[at..].eq_ignore_ascii_case(form) && (!form.is_ascii() || before.is_some_and(|c| !c.is_alphanumeric()))
            })
        };
        let Some(form) = LEGAL_FORMS.iter().find(is_form) else { break };
        bare = &end[..end.len() - form.len()];
    }
    bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '，'));
    if bare.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
        bare = bare[4..].trim_start();
    }
    let is_wide_name = bare.chars().any(is_wide);
    let is_telling = if is_wide_name { bare.chars().filter(|c| is_wide(*c)).count() >= LEFT_HAN } else { bare.chars().count() > 2 };
    if is_telling && bare != forms[0] {
        forms.push(bare.to_owned());
    }
    let words: Vec<&str> = bare.split(|c: char| !is_narrow(c)).filter(|word| !word.is_empty()).collect();
    let is_plain =
        bare.chars().all(|c| is_narrow(c) || " &,.'’-".contains(c)) && words.iter().any(|word| word.chars().all(char::is_alphabetic));
    if is_plain && words.len() > 1 {
        forms.extend([words.concat(), words.join("-")]);
    }
    forms
}

/// So many letters has a name that is written in one word: fewer may be a word.
const JOINED: usize = 5;

/// What stands before a family name among people who know each other: 小林.
const FAMILIAR: [&str; 2] = ["老", "小"];
/// Family names that make an ordinary word with one of these: 小白, 小公司.
const ORDINARY: &str = "時包花費康車米金毛石麥水計公孔路項段節班組學於單管文房區商師年成古白山木";

/// A name and its words; of a Han name, where it is a full one, the given name and a family name of two
/// characters.
fn words_of(name: &str, is_full: bool) -> Vec<String> {
    let mut words = vec![name.trim().to_owned()];
    let mut add = |word: String| {
        if !words.contains(&word) && !names_nobody(&word) {
            words.push(word);
        }
    };
    let mut titled = Vec::new();
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
        if sort_of(run[0].small) == Sort::Wide && is_full && (2..=4).contains(&characters.len()) && !names_nobody(&word) {
            let is_double = DOUBLE.iter().any(|double| word.starts_with(double));
            let family: String = characters[..usize::from(is_double) + 1].iter().collect();
            titled.extend(TITLES.iter().map(|title| format!("{family}{title}")));
            if !is_double && !ORDINARY.contains(family.as_str()) {
                titled.extend(FAMILIAR.iter().map(|familiar| format!("{familiar}{family}")));
            }
        }
        add(word);
    }
    // O'Brien is OBrien as well, and Wei-Ting is WeiTing.
    for written in name.split_whitespace().filter(|written| written.contains(['\'', '’', '-'])) {
        let bare = |written: &str| written.chars().filter(|c| is_narrow(*c)).collect::<String>();
        for part in written.split('-').filter(|part| part.contains(['\'', '’']) && *part != written) {
            add(part.to_owned());
            add(bare(part));
        }
        add(bare(written));
    }
    // As in an address or a tag: danascott, and the other way round.
    let parts: Vec<&str> = name.split_whitespace().collect();
    let is_plain = |part: &&str| part.chars().count() > 1 && part.chars().all(|c| is_narrow(c) && c.is_alphabetic()) && !names_nobody(part);
    if is_full && (2..=3).contains(&parts.len()) && parts.iter().all(is_plain) && parts.concat().chars().count() >= JOINED {
        add(parts.concat());
        add(parts.iter().rev().copied().collect());
    }
    words.extend(titled);
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
            ("Priya Nair", vec!["Priya Nair", "Priya", "Nair", "PriyaNair", "NairPriya"]),
            ("Seán O’Brien-Smith", vec!["Seán O’Brien-Smith", "Seán", "O", "Brien", "Smith", "O’Brien", "OBrien", "OBrienSmith"]),
            ("Jean-Luc O'Brien", vec!["Jean-Luc O'Brien", "Jean", "Luc", "O", "Brien", "JeanLuc", "OBrien"]),
            ("林雅婷 (Tina)", vec!["林雅婷 (Tina)", "雅婷", "林雅婷", "Tina"]),
            ("王工程師", vec!["王工程師"]),
            ("張簡美玲", vec!["張簡美玲", "美玲", "張簡"]),
            ("歐陽明", vec!["歐陽明", "陽明", "明", "歐陽"]),
            ("Data Team", vec!["Data Team", "Data"]),
        ] {
            let is_titled = |word: &String| {
                word != name && (TITLES.iter().any(|title| word.ends_with(title)) || FAMILIAR.iter().any(|before| word.starts_with(before)))
            };
            let words: Vec<String> = words_of(name, true).into_iter().filter(|word| !is_titled(word)).collect();
            assert_eq!(words, expected, "{name}");
        }
        assert!(["林經理", "林老師", "林小姐", "小林", "老林"].iter().all(|word| words_of("林雅婷", true).contains(&(*word).to_owned())));
        assert!(words_of("歐陽志明", true).contains(&"歐陽教授".to_owned()));
        assert!(!words_of("白志明", true).contains(&"小白".to_owned()), "an ordinary word");
        assert_eq!(words_of("雅婷經理", false), ["雅婷經理"]);
    }

    #[test]
    fn an_organisation_is_known_without_its_legal_form() {
        for (org, expected) in [
            ("Harbour Analytics Ltd.", vec!["Harbour Analytics Ltd.", "Harbour Analytics", "HarbourAnalytics", "Harbour-Analytics"]),
            ("The Harbour Group", vec!["The Harbour Group", "Harbour Group", "HarbourGroup", "Harbour-Group"]),
            ("Foo, Bar & Baz GmbH", vec!["Foo, Bar & Baz GmbH", "Foo, Bar & Baz", "FooBarBaz", "Foo-Bar-Baz"]),
            ("Acme Co., Ltd.", vec!["Acme Co., Ltd.", "Acme"]),
            ("Google", vec!["Google"]),
            ("{{ 7191*7 }}", vec!["{{ 7191*7 }}"]),
            ("Target", vec!["Target"]),
            ("台灣積體電路製造股份有限公司", vec!["台灣積體電路製造股份有限公司", "台灣積體電路製造"]),
            ("資訊有限公司", vec!["資訊有限公司"]),
            ("日光選物", vec!["日光選物"]),
            ("公司", vec!["公司"]),
        ] {
            assert_eq!(forms_of(org), expected, "{org}");
        }
    }
}
