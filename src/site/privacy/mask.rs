//! Masks a text: names, organisations, addresses and numbers become words that give nobody away.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::finder::Finder;
use super::people::{Secret, letter};
use crate::journal::{CHANNELS, Settings};
use crate::labels::{Labels, Lang, text};
use crate::message::mail_of_others;
use crate::text::address::percent_decode;
use crate::text::fold::{bytes, fold};
use crate::text::private::{Private, private_bytes};
use crate::text::slug::slug;

/// Bytes that a masked id may take.
const LONGEST_ID: usize = 96;

/// What is hidden, and what is said in its place.
pub(super) struct Mask {
    finder: Finder<Secret>,
    labels: Labels,
    /// The channels that the journal knows: words of a closed list, whoever is called so.
    channels: Vec<String>,
    /// Names that were met in small letters: `may`.
    small: Mutex<BTreeSet<String>>,
}

/// A masked text, and what was replaced.
pub(super) struct Masked {
    pub(super) text: String,
    pub(super) moves: Moves,
}

/// Where the places of a text went when it was masked: bytes of the old text and of the new one, in order.
#[derive(Default)]
pub(super) struct Moves(Vec<(Range<usize>, Range<usize>)>);

impl Masked {
    /// A text in which nothing is masked.
    pub(super) fn unchanged(text: &str) -> Masked {
        Masked { text: text.to_owned(), moves: Moves::default() }
    }
}

impl Moves {
    /// Where a place of the old text stands in the new one; inside a mask, at its end.
    pub(super) fn place(&self, at: usize) -> usize {
        let before = self.0.iter().rev().find(|(old, _)| old.start <= at);
        match before {
            None => at,
            Some((old, new)) if at == old.start => new.start,
            Some((old, new)) => new.end + at.saturating_sub(old.end),
        }
    }
}

impl Mask {
    /// A mask that speaks the site's language.
    pub(super) fn new(finder: Finder<Secret>, labels: Labels, settings: &Settings) -> Mask {
        let channels = CHANNELS.into_iter().map(str::to_owned).chain(settings.channels.keys().cloned()).collect();
        Mask { finder, labels, channels, small: Mutex::default() }
    }

    /// What it looks for.
    pub(super) fn finder(&self) -> &Finder<Secret> {
        &self.finder
    }

    /// What a person is called.
    pub(super) fn person(&self, number: usize) -> String {
        text!("mask.person", letter = letter(number)).say(&self.labels)
    }

    /// Names of persons and organisations that were masked so far although they stood in small letters: perhaps plain words.
    pub(super) fn small(&self) -> Vec<String> {
        self.small.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// A text with everything masked. A name that several persons share means `own`, where it is one of them.
    pub(super) fn text(&self, text: &str, own: Option<usize>) -> Masked {
        self.replaced(text, own, Vec::new())
    }

    /// A message with everything masked, and the mail of others in it left out: it is as good as a reply.
    pub(super) fn message(&self, message: &str, own: Option<usize>) -> Masked {
        self.replaced(message, own, self.mail(message))
    }

    /// A message with the mail of others left out, and nothing masked.
    pub(super) fn without_mail(&self, message: &str) -> String {
        replace(message, self.mail(message)).text
    }

    /// The mail of others in a message, and what is said in its place.
    fn mail(&self, message: &str) -> Vec<(Range<usize>, String)> {
        let whole_lines = |range: Range<usize>| range.start..range.start + message[range].trim_end().len();
        mail_of_others(message).into_iter().map(|range| (whole_lines(range), text!("mask.mail").say(&self.labels))).collect()
    }

    /// A text with what was `found` replaced, and everything else masked.
    fn replaced(&self, text: &str, own: Option<usize>, mut found: Vec<(Range<usize>, String)>) -> Masked {
        let letters = fold(text);
        for address in addresses(text) {
            if self.gives_away(&text[address.clone()]) {
                found.push((address, text!("mask.address").say(&self.labels)));
            }
        }
        for (sort, range) in private_bytes(&letters, false) {
            found.push((range, self.labels.word("mask", sort.word())));
        }
        for hit in self.finder.find(&letters) {
            let range = bytes(&letters, hit.run);
            if hit.is_small {
                self.small.lock().unwrap_or_else(PoisonError::into_inner).insert(text[range.clone()].to_owned());
            }
            found.push(self.word(text, range, hit.means, own));
        }
        replace(text, found)
    }

    /// A channel: as it is where it is a known one.
    pub(super) fn channel(&self, channel: &str) -> String {
        if self.channels.iter().any(|known| known == channel) { channel.to_owned() } else { self.text(channel, None).text }
    }

    /// An id, fit for a path.
    pub(super) fn id(&self, id: &str) -> String {
        let masked = self.text(id, None);
        if masked.moves.0.is_empty() { masked.text } else { slug(&masked.text, LONGEST_ID) }
    }

    /// Names of variables, in which a mask is a name too.
    pub(super) fn name(&self, text: &str) -> String {
        let masked = self.text(text, None);
        let is_inside = |at: usize| masked.moves.0.iter().any(|(_, new)| new.contains(&at));
        let fit = |(at, c): (usize, char)| if is_inside(at) && !c.is_alphanumeric() { '_' } else { c };
        masked.text.char_indices().map(fit).collect()
    }

    /// Whether an address holds, as written or decoded, anything to hide.
    fn gives_away(&self, address: &str) -> bool {
        [address.to_owned(), percent_decode(address)].iter().any(|address| {
            let letters = fold(address);
            !self.finder.find(&letters).is_empty()
                || private_bytes(&letters, false).iter().any(|(sort, _)| matches!(sort, Private::Email | Private::Phone))
        })
    }

    /// What is said in the place of a name, and the place; an article before it is part of what is said.
    fn word(&self, text: &str, place: Range<usize>, means: &[Secret], own: Option<usize>) -> (Range<usize>, String) {
        let own = means.iter().find(|secret| matches!(secret, Secret::Person(number) if Some(*number) == own));
        match own.or(means.first()) {
            Some(Secret::Person(number)) => (place, self.person(*number)),
            Some(Secret::Somebody) => (place, text!("mask.somebody").say(&self.labels)),
            _ => self.organisation(text, place),
        }
    }

    /// `an organisation`, so that it reads on after what stands before it: `your organisation`.
    fn organisation(&self, text: &str, place: Range<usize>) -> (Range<usize>, String) {
        let said = text!("mask.organisation").say(&self.labels);
        // `@an organisation` is nobody's handle.
        let handle = text[..place.start].strip_suffix('@').filter(|before| !before.ends_with(char::is_alphanumeric));
        let place = handle.map_or(place.start, str::len)..place.end;
        let before = text[..place.start].strip_suffix(' ').unwrap_or_default();
        let start =
            before.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = before[start..].to_ascii_lowercase();
        if ARTICLES.contains(&word.as_str()) && self.labels.lang == Lang::En {
            let is_first = before[start..].starts_with('A');
            return (start..place.end, if is_first { said.replacen('a', "A", 1) } else { said });
        }
        let is_told = DETERMINERS.contains(&word.as_str());
        (place, if is_told { text!("mask.organisation.bare").say(&self.labels) } else { said })
    }
}

/// A text with words in the place of what was found in it; of two that overlap, the first and longest.
fn replace(text: &str, mut found: Vec<(Range<usize>, String)>) -> Masked {
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut masked = Masked { text: String::with_capacity(text.len() + 16), moves: Moves::default() };
    let mut at = 0;
    for (range, word) in found {
        if range.start < at || range.is_empty() {
            continue;
        }
        masked.text.push_str(&text[at..range.start]);
        let start = masked.text.len();
        masked.text.push_str(&word);
        masked.moves.0.push((range.clone(), start..masked.text.len()));
        at = range.end;
    }
    masked.text.push_str(&text[at..]);
    masked
}

/// What `an organisation` begins with itself.
const ARTICLES: [&str; 2] = ["a", "an"];
/// After these no article stands.
const DETERMINERS: [&str; 13] = ["the", "your", "my", "our", "their", "his", "her", "its", "this", "that", "each", "every", "another"];

/// What an address of the web begins with, in any case.
const SIGNS: [&str; 3] = ["http://", "https://", "www."];

/// Where addresses of the web stand in a text.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let begins = |at: usize| {
        let rest = &text.as_bytes()[at..];
        let is_one = |sign: &str| rest.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign.as_bytes()));
        matches!(rest.first(), Some(b'h' | b'H' | b'w' | b'W')) && SIGNS.iter().any(|sign| is_one(sign))
    };
    while let Some(start) = (at..text.len()).find(|at| begins(*at)) {
        let is_end = |c: char| c.is_whitespace() || "<>\"`()[]{}（）「」『』，。、；：！？".contains(c);
        let end = text[start..].find(is_end).map_or(text.len(), |end| start + end);
        found.push(start..end);
        at = end.max(start + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::privacy::finder::Fit;

    fn settings() -> Settings {
        Settings::read("asklog.yaml", b"lang: en\nchannels: {priya: {}}\n").0
    }

    fn mask() -> Mask {
        let words = [
            ("Priya Nair", Secret::Person(0)),
            ("Priya", Secret::Person(0)),
            ("Priya", Secret::Person(2)),
            ("日光選物", Secret::Organisation),
        ];
        Mask::new(
            Finder::of(words.into_iter().map(|(word, secret)| (word.to_owned(), Fit::Whole, secret))),
            Labels::of(Lang::En),
            &settings(),
        )
    }

    #[test]
    fn masks_names_organisations_addresses_and_numbers() {
        for (text, expected) in [
            ("Hi Priya,\nPriya Nair of 日光選物", "Hi Person A,\nPerson A of an organisation"),
            ("Your 日光選物 talk, a 日光選物 one", "Your organisation talk, an organisation one"),
            ("ask @日光選物 or mail@日光選物", "ask an organisation or mail@an organisation"),
            ("The 日光選物 team; An 日光選物 team", "The organisation team; An organisation team"),
            ("write to priya@nair.org or 0912-345-678", "write to (e-mail) or (phone)"),
            ("see https://example.org/in/priya-x and https://example.org/x", "see (link) and https://example.org/x"),
            ("[her](https://example.org/%70riya)", "[her]((link))"),
            ("A123456789", "(ID number)"),
        ] {
            assert_eq!(mask().text(text, None).text, expected, "{text}");
        }
        assert_eq!(mask().text("Hi Priya", Some(2)).text, "Hi Person C");
    }

    #[test]
    fn tells_which_names_stood_in_small_letters() {
        let mask = mask();
        mask.text("Hi Priya, PRIYA, 日光選物", None);
        assert!(mask.small().is_empty());
        mask.text("a priya is a plain word here", None);
        let words = [("Target".to_owned(), Fit::Whole, Secret::Organisation)];
        let of_organisation = Mask::new(Finder::of(words.into_iter()), Labels::of(Lang::En), &settings());
        of_organisation.text("one target", None);
        assert_eq!(of_organisation.small(), ["target"]);
        assert_eq!(mask.small(), ["priya"]);
    }

    #[test]
    fn a_known_channel_is_nobodys_name() {
        for (channel, expected) in [("email", "email"), ("priya", "priya"), ("Priya", "Person A"), ("priya-dm", "Person A-dm")] {
            assert_eq!(mask().channel(channel), expected, "{channel}");
        }
    }

    #[test]
    fn leaves_the_mail_of_others_out() {
        let message = "Thanks, Priya!\n\nOn Wed, Mar 4, 2026 at 6:00 PM Priya Nair wrote:\n> Sure.\n\nYes, Priya.";
        assert_eq!(mask().message(message, None).text, "Thanks, Person A!\n\n(quoted mail)\n\nYes, Person A.");
        assert_eq!(mask().without_mail(message), "Thanks, Priya!\n\n(quoted mail)\n\nYes, Priya.");
    }

    #[test]
    fn places_move_with_the_text() {
        let masked = mask().text("ab Priya cd", None);
        assert_eq!(masked.text, "ab Person A cd");
        for (old, new) in [(0, 0), (3, 3), (5, 11), (8, 11), (9, 12), (11, 14)] {
            assert_eq!(masked.moves.place(old), new, "{old}");
        }
    }
}
