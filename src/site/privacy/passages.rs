//! Passages that must not be shown: the beginnings of lines that the view leaves out, found by their letters
//! alone, whatever marks and blanks stand between.

use crate::text::fold::{Letter, fold, is_wide};
use crate::text::quick::QuickMap;

/// Letters of a Han passage that are looked for.
const WIDE: usize = 16;
/// Letters of a Latin passage.
const NARROW: usize = 32;

/// The beginnings of hidden lines, each with the entry it stands in.
#[derive(Default)]
pub(super) struct Passages {
    wide: Beginnings,
    narrow: Beginnings,
}

/// The entry of each beginning, by the hash of its letters.
type Beginnings = QuickMap<u64, String>;

/// The beginning of a line.
pub(super) struct Beginning {
    is_wide: bool,
    hash: u64,
}

/// The beginnings of all lines of a text that are long enough to be told from others.
pub(super) fn beginnings(text: &str) -> Vec<Beginning> {
    let of = |line: &str| {
        let letters: Vec<char> = alone(&fold(line)).take(NARROW).collect();
        let is_wide = letters.iter().take(WIDE).filter(|c| is_wide(**c)).count() * 2 >= WIDE;
        let start = letters.get(..if is_wide { WIDE } else { NARROW })?;
        Some(Beginning { is_wide, hash: hash_of(start) })
    };
    text.lines().filter_map(of).collect()
}

impl Passages {
    /// Hides lines of an entry; the first entry that has one is told.
    pub(super) fn hide(&mut self, lines: Vec<Beginning>, path: &str) {
        for Beginning { is_wide, hash } in lines {
            let set = if is_wide { &mut self.wide } else { &mut self.narrow };
            set.entry(hash).or_insert_with(|| path.to_owned());
        }
    }

    /// All that is looked for, in order.
    pub(super) fn all(&self) -> (Vec<u64>, Vec<u64>) {
        let sorted = |set: &Beginnings| {
            let mut all: Vec<u64> = set.keys().copied().collect();
            all.sort_unstable();
            all
        };
        (sorted(&self.wide), sorted(&self.narrow))
    }

    /// The hidden lines that also stand in a text.
    pub(super) fn standing_in(&self, text: &str) -> Vec<Beginning> {
        let mut found = Vec::new();
        if self.wide.is_empty() && self.narrow.is_empty() {
            return found;
        }
        let letters = fold(text);
        for (is_wide, length, set) in [(true, WIDE, &self.wide), (false, NARROW, &self.narrow)] {
            each_hash(alone(&letters), length, |hash| {
                found.extend(set.contains_key(&hash).then_some(Beginning { is_wide, hash }));
                false
            });
        }
        found
    }

    /// Lets lines pass: they stand in a text that is shown.
    pub(super) fn allow(&mut self, lines: Vec<Beginning>) {
        for Beginning { is_wide, hash } in lines {
            let set = if is_wide { &mut self.wide } else { &mut self.narrow };
            set.remove(&hash);
        }
    }

    /// The entry whose hidden line begins in a text.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        self.find_in(&fold(text))
    }

    /// As [`Passages::find`], in a folded text.
    pub(super) fn find_in(&self, letters: &[Letter]) -> Option<&str> {
        if letters.len() < WIDE || self.wide.is_empty() && self.narrow.is_empty() {
            return None;
        }
        let mut found = None;
        for (length, set) in [(WIDE, &self.wide), (NARROW, &self.narrow)] {
            if set.is_empty() || found.is_some() {
                continue;
            }
            each_hash(alone(letters), length, |hash| {
                found = set.get(&hash);
                found.is_some()
            });
        }
        found.map(String::as_str)
    }
}

/// The letters and digits among folded letters.
pub(super) fn alone(letters: &[Letter]) -> impl Iterator<Item = char> + Clone {
    letters.iter().map(|letter| letter.small).filter(|c| if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() })
}

const BASE: u64 = 0x0000_0100_0000_01b3;

fn value(c: char) -> u64 {
    u64::from(u32::from(c)) + 1
}

fn joined(hash: u64, c: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(value(c))
}

fn hash_of(letters: &[char]) -> u64 {
    letters.iter().fold(0_u64, |hash, c| joined(hash, *c))
}

/// Calls `each` with the hash of every run of `length` letters, until it says so.
fn each_hash(letters: impl Iterator<Item = char> + Clone, length: usize, mut each: impl FnMut(u64) -> bool) {
    let highest = (1..length).fold(1_u64, |highest, _| highest.wrapping_mul(BASE));
    let mut gone = letters.clone();
    let mut hash = 0_u64;
    for (at, letter) in letters.enumerate() {
        if at >= length {
            hash = hash.wrapping_sub(gone.next().map_or(0, value).wrapping_mul(highest));
        }
        hash = joined(hash, letter);
        if at + 1 >= length && each(hash) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_hidden_lines_and_lets_shown_ones_pass() {
        let mut passages = Passages::default();
        let lines = beginnings(
            "- 先看**事件設計**，再看 GA4 的報表，不要反過來做。\nShort one.\nThis reply was meant for nobody but the one who asked.",
        );
        passages.hide(lines, "a.md");
        assert_eq!(passages.find("引用：先看事件設計再看 GA4 的報表不要反過來"), Some("a.md"));
        assert_eq!(passages.find("x this reply was meant for nobody, but the one who"), Some("a.md"));
        assert_eq!(passages.find("Short one."), None);
        passages.allow(passages.standing_in("> 先看事件設計，再看 GA4 的報表，不要反過來做"));
        assert_eq!(passages.find("先看事件設計再看 GA4 的報表不要反過來"), None);
    }
}
