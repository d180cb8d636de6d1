//! Many plain words looked for in one run through a text, however many they are. The one address of aho-corasick.

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::{Builder, DFA};
use aho_corasick::{Anchored, StartKind};

/// Groups of words. A blank in a word is one or more blanks or line breaks of the text, and `'` is any apostrophe, as in
/// [`crate::text::pattern`]; a word may stand inside another one.
pub(crate) struct Words {
    automaton: DFA,
    start: StateID,
    /// The group of each word.
    groups: Vec<usize>,
}

impl Words {
    /// The words of some groups.
    pub(crate) fn of(groups: &[&[&str]]) -> Words {
        let words = groups.iter().enumerate().flat_map(|(group, words)| words.iter().map(move |word| (group, word)));
        let (groups, words): (Vec<usize>, Vec<&str>) = words.unzip();
        let automaton = Builder::new().start_kind(StartKind::Unanchored).prefilter(false).build(words);
        let automaton = automaton.unwrap_or_else(|error| unreachable!("some hundred words: {error}"));
        let start = automaton.start_state(Anchored::No).unwrap_or_else(|error| unreachable!("{error}"));
        Words { automaton, start, groups }
    }

    /// Calls `found` for each word that stands in the text, with its group and the byte after it.
    pub(crate) fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let bytes = text.as_bytes();
        let (mut state, mut at, mut after_blank) = (self.start, 0, false);
        while at < bytes.len() {
            let (byte, length) = match bytes[at] {
                b'\n' | b'\r' => (b' ', 1),
                // A blank or an apostrophe of several bytes begins with one of these.
                0xc2 | 0xe2 | 0xe3 => shortened(&bytes[at..]),
                byte => (byte, 1),
            };
            at += length;
            if byte == b' ' && after_blank {
                continue;
            }
            after_blank = byte == b' ';
            state = self.automaton.next_state(Anchored::No, state, byte);
            if self.automaton.is_match(state) {
                for word in 0..self.automaton.match_len(state) {
                    found(self.groups[self.automaton.match_pattern(state, word).as_usize()], at);
                }
            }
        }
    }
}

/// The byte that stands for the first character, and how many it stands for.
fn shortened(bytes: &[u8]) -> (u8, usize) {
    match bytes {
        [0xc2, 0xa0, ..] => (b' ', 2),
        [0xe3, 0x80, 0x80, ..] => (b' ', 3),
        [0xe2, 0x80, 0x99, ..] => (b'\'', 3),
        _ => (bytes[0], 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_in_words_over_blanks_and_apostrophes() {
        let words = Words::of(&[&["不回", "i'd do"], &["已讀不回", "do"]]);
        let mut found = Vec::new();
        words.each("已讀不回，i’d \u{a0}\n\u{3000}do", |group, end| found.push((group, end)));
        assert_eq!(found, [(1, 12), (0, 12), (0, 29), (1, 29)]);
    }
}
